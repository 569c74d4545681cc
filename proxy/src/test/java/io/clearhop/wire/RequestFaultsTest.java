package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.evidence.JettyReader;
import io.clearhop.evidence.ReadMessage;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The client fails at every byte of a request, in every framing: no origin ever gets a whole request that was not sent
 * whole, and none gets another request on a connection where one was cut (RFC 9112 section 8).
 */
class RequestFaultsTest {
    private static final String CONTENT = "some content\r\n";
    private static final String CHUNKS = "5;x=y\r\nsome \r\n9\r\ncontent\r\n\r\n0\r\nX-Sum: 1\r\n\r\n";

    /** How the client fails. */
    enum Fault {
        HALF_CLOSES,
        CLOSES,
        RESETS
    }

    @ParameterizedTest
    @EnumSource
    void atEveryByteOfALength(Fault fault) {
        everyByte(fault, "POST", "Content-Length: 14", CONTENT, CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void atEveryByteOfChunks(Fault fault) {
        everyByte(fault, "PUT", "Transfer-Encoding: chunked", CHUNKS, CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void atEveryByteWithoutContent(Fault fault) {
        everyByte(fault, "GET", "Accept: */*", "", "");
    }

    private static void everyByte(Fault fault, String method, String framing, String sent, String content) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respond(Messages.ok("ok"))));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            String request = Requests.of(method, origin, "/", framing) + sent;
            for (int cut = 0; cut <= request.length(); cut++) {
                exchange(proxy, fault, request, cut);
            }
            proxy.events().await(ProxyEvent.ClientClosed.class, request.length() + 1);
            judge(fault, origin, content);
        }
    }

    private static void exchange(ProxyUnderTest proxy, Fault fault, String request, int cut) {
        boolean whole = cut == request.length();
        try (ScriptedClient client = proxy.client()) {
            client.send(request.substring(0, cut));
            if (whole) {
                // What was sent whole is answered, also where the client has closed its side.
                if (fault == Fault.HALF_CLOSES) {
                    client.wire().halfClose();
                }
                assertThat(client.readResponse().statusCode()).isEqualTo(200);
                return;
            }
            switch (fault) {
                case HALF_CLOSES -> halfClose(client.wire(), cut);
                case CLOSES -> client.close();
                case RESETS -> client.wire().reset();
            }
        }
    }

    private static void halfClose(Wire wire, int cut) {
        wire.halfClose();
        Delivery got = Delivery.read(wire, "GET");
        if (cut == 0) {
            assertThat(got).isEqualTo(new Delivery(null, Arrival.FIN, null));
        } else {
            assertThat(got.isWhole(400)).as("after %d bytes: %s", cut, got).isTrue();
        }
        wire.awaitEnd();
    }

    private static void judge(Fault fault, ScriptedOrigin origin, String content) {
        int whole = 0;
        for (Wire wire : origin.connections()) {
            JettyReader reader = JettyReader.ofRequests().feed(wire.received()).end();
            assertThat(reader.fault()).isNull();
            for (ReadMessage read : reader.complete()) {
                assertThat(read.content()).isEqualTo(content);
                whole++;
            }
            List<ReadMessage> cut =
                    reader.messages().stream().filter(m -> !m.complete()).toList();
            assertThat(cut).as(wire.received()).allMatch(m -> content.startsWith(m.content()));
            assertThat(cut).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(whole)
                .as("whole requests at the origin when the client %s", fault)
                .isEqualTo(1);
        // A cut is passed on by a close: whatever the last one is, it is the origin's last.
        assertThat(origin.connections().stream().filter(w -> !w.received().isEmpty()))
                .isNotEmpty();
    }
}
