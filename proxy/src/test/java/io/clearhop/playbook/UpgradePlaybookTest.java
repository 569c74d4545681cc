package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Cuts;
import io.clearhop.observe.Outcome;
import org.junit.jupiter.api.Test;

/** A 101 in any parts: what belongs to its head and what to the tunnel does not depend on how it arrives. */
class UpgradePlaybookTest {
    private static final String GET = "GET http://o/ HTTP/1.1\nHost: o\nUpgrade: a, h2c\nConnection: Upgrade\n\n";
    private static final String GET_SENT =
            "GET / HTTP/1.1\nHost: o\nUpgrade: a\nConnection: Upgrade\nVia: 1.1 test\n\n";
    private static final String SWITCHED = "HTTP/1.1 101 Go\r\nDate: now\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\n";
    private static final String SWITCHED_SENT =
            "HTTP/1.1 101 Go\nDate: now\nUpgrade: a\nConnection: Upgrade\nVia: 1.1 test\n\n";

    @Test
    void everyCutOfThe101AndOfTheBytesBehindItGivesTheSame() {
        String sent = SWITCHED + "\0\r\n\r\n";
        for (int[] ends : Cuts.of(sent.length())) {
            Playbook book = new Playbook();
            book.client(GET).toOrigin(GET_SENT);
            int from = 0;
            for (int end : ends) {
                book.originBytes(sent.substring(from, end));
                from = end;
            }
            book.toClient(SWITCHED_SENT + "\0\n\n").client("x").toOrigin("x");
            book.origin("y").toClient("y").clientIsOpen(true).originIsOpen(true);
            book.close();
        }
    }

    @Test
    void everyCutOfTheRequestAndOfTheBytesBehindItGivesTheSame() {
        String sent = GET.replace("\n", "\r\n") + "GET";
        for (int cut = 1; cut < sent.length(); cut++) {
            Playbook book = new Playbook();
            book.clientBytes(sent.substring(0, cut))
                    .clientBytes(sent.substring(cut))
                    .toOrigin(GET_SENT);
            book.originBytes(SWITCHED + "y").toOrigin("GET").toClient(SWITCHED_SENT + "y");
            book.close();
        }
    }

    @Test
    void theTunnelIsToldWhenItEnds() {
        Playbook book = new Playbook();
        book.client(GET).originBytes(SWITCHED);
        assertThat(book.eventNames())
                .startsWith("ClientConnected", "RequestReceived")
                .endsWith("FirstByte", "ResponseForwarded", "TunnelBegan");
        book.clientLeaves().originIsOpen(false);
        assertThat(book.lastExchange().outcome()).isEqualTo(Outcome.TUNNELLED);
        assertThat(book.lastExchange().status()).isEqualTo(101);
        assertThat(book.eventNames()).endsWith("ExchangeCompleted", "OriginClosed", "ClientClosed");
        book.close();
    }
}
