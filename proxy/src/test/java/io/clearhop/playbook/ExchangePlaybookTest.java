package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.exchange.ProxyError;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The handlers of both hops in conversation: order, reuse, retry and the ends of an exchange. */
class ExchangePlaybookTest {
    private static final String GET = "GET http://o/a HTTP/1.1\nHost: o\n\n";
    private static final String GET_SENT = "GET /a HTTP/1.1\nHost: o\nVia: 1.1 test\n\n";
    private static final String OK = "HTTP/1.1 200 OK\nDate: x\nContent-Length: 2\n\nhi";
    private static final String OK_SENT = "HTTP/1.1 200 OK\nDate: x\nContent-Length: 2\nVia: 1.1 test\n\nhi";

    private final Playbook book = new Playbook();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void aRequestGoesToTheOriginAndItsResponseToTheClient() {
        book.client(GET).toOrigin(GET_SENT).origin(OK).toClient(OK_SENT);
        assertThat(book.eventNames())
                .containsExactly(
                        "ClientConnected",
                        "RequestReceived",
                        "RequestEnded",
                        "OriginConnecting",
                        "OriginConnected",
                        "OriginTaken",
                        "RequestForwarded",
                        "FirstByte",
                        "ResponseForwarded",
                        "OriginPooled",
                        "ExchangeCompleted");
        assertThat(book.lastExchange().outcome()).isEqualTo(Outcome.FORWARDED);
    }

    @Test
    void theSecondRequestReusesTheOriginConnection() {
        book.client(GET)
                .origin(OK)
                .client(GET)
                .origin(OK)
                .toClient(OK_SENT + OK_SENT)
                .connectionsToOrigins(1);
        assertThat(book.eventNames()).containsSubsequence("OriginTaken", "OriginPooled", "OriginTaken");
    }

    @Test
    void pipelinedRequestsAreServedOneAfterTheOther() {
        book.client(GET + GET)
                .toOrigin(GET_SENT)
                .origin(OK)
                .toClient(OK_SENT)
                .toOrigin(GET_SENT)
                .origin(OK)
                .toClient(OK_SENT);
    }

    @Test
    void aHeadInPartsIsForwardedOnceItIsWhole() {
        for (byte b : GET.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)) {
            book.connectionsToOrigins(0).clientByte(b);
        }
        book.toOrigin(GET_SENT);
    }

    @Test
    void contentFollowsTheHeadInBothDirections() {
        book.client("POST http://o/ HTTP/1.1\nHost: o\nContent-Length: 4\n\nab")
                .toOrigin("POST / HTTP/1.1\nHost: o\nContent-Length: 4\nVia: 1.1 test\n\nab")
                .client("cd")
                .toOrigin("cd")
                .origin("HTTP/1.1 200 OK\nDate: x\nTransfer-Encoding: chunked\n\n2\nhi\n")
                .toClient("HTTP/1.1 200 OK\nDate: x\nTransfer-Encoding: chunked\nVia: 1.1 test\n\n2\nhi\n")
                .origin("0\n\n")
                .toClient("0\n\n")
                .originIsOpen(true);
    }

    @Test
    void aUsedConnectionThatDiesBeforeTheFirstByteIsReplacedOnce() {
        book.client(GET).origin(OK).toClient(OK_SENT).client(GET).originCloses().connectionsToOrigins(2);
        book.toOrigin(GET_SENT).origin(OK).toClient(OK_SENT);
        assertThat(book.eventNames()).contains("ExchangeRetried");
        assertThat(book.lastExchange().attempts()).isEqualTo(2);
    }

    @Test
    void aFreshConnectionThatDiesIsNotReplaced() {
        book.client(GET).originCloses().connectionsToOrigins(1);
        assertThat(book.toClient())
                .startsWith("HTTP/1.1 502 ")
                .contains("Proxy-Status: test; error=connection_terminated");
    }

    @Test
    void aPostIsNeverSentTwice() {
        String post = "POST http://o/ HTTP/1.1\nHost: o\nContent-Length: 1\n\nx";
        book.client(GET)
                .origin(OK)
                .toClient(OK_SENT)
                .client(post)
                .originResets()
                .connectionsToOrigins(1);
        assertThat(book.toClient()).startsWith("HTTP/1.1 502 ").contains("not idempotent");
    }

    @Test
    void aConnectionThatIsClosedWhileItRestsIsNotUsedAgain() {
        book.client(GET)
                .origin(OK)
                .originCloses()
                .client(GET)
                .connectionsToOrigins(2)
                .toOrigin(GET_SENT);
        assertThat(book.eventNames()).contains("OriginClosed").doesNotContain("ExchangeRetried");
    }

    @Test
    void bytesThatNobodyAskedForCloseTheRestingConnection() {
        book.client(GET)
                .origin(OK)
                .toClient(OK_SENT)
                .origin("HTTP/1.1 200 OK\n\n")
                .originIsOpen(false)
                .toClient("");
    }

    @Test
    void bytesAfterAResponseCloseTheConnection() {
        book.client(GET).origin(OK + "x").toClient(OK_SENT).originIsOpen(false);
        assertThat(book.lastExchange().originClose()).isEqualTo(CloseReason.RESPONSE_UNASKED);
    }

    @Test
    void aCutResponseClosesTheClientsConnection() {
        book.client(GET)
                .origin("HTTP/1.1 200 OK\nDate: x\nContent-Length: 9\n\nhi")
                .originCloses()
                .clientIsOpen(false);
        assertThat(book.lastExchange().outcome()).isEqualTo(Outcome.CUT);
        assertThat(book.lastExchange().detail()).contains("after 2 bytes").contains("7 bytes are missing");
    }

    @Test
    void aClientThatLeavesAbortsTheExchange() {
        book.client(GET).clientLeaves().originIsOpen(false);
        assertThat(book.lastExchange().outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void aClientThatHalfClosesStillGetsItsResponse() {
        book.client(GET).clientHalfCloses().clientIsOpen(true).origin(OK);
        assertThat(book.toClient()).endsWith("\r\n\r\nhi");
        book.clientIsOpen(false);
    }

    @Test
    void aClientThatHalfClosesWithinItsContentIsAnswered400() {
        book.client("POST http://o/ HTTP/1.1\nHost: o\nContent-Length: 4\n\nab").clientHalfCloses();
        assertThat(book.toClient()).startsWith("HTTP/1.1 400 ").contains("before the request's content was complete");
        book.originIsOpen(false).clientIsOpen(false);
    }

    @Test
    void anEarlyResponseKeepsBothConnectionsIfTheRestOfTheRequestFollows() {
        book.client("POST http://o/ HTTP/1.1\nHost: o\nContent-Length: 4\n\nab")
                .origin(OK)
                .toClient(OK_SENT);
        book.client("cd" + GET)
                .toOrigin("POST / HTTP/1.1\nHost: o\nContent-Length: 4\nVia: 1.1 test\n\nabcd" + GET_SENT);
        book.connectionsToOrigins(1).origin(OK).toClient(OK_SENT);
    }

    @Test
    void anEarlyResponseThatClosesEndsTheClientsConnectionToo() {
        book.client("POST http://o/ HTTP/1.1\nHost: o\nContent-Length: 4\n\nab")
                .origin("HTTP/1.1 413 Content Too Large\nDate: x\nConnection: close\nContent-Length: 0\n\n")
                .toClient(
                        "HTTP/1.1 413 Content Too Large\nDate: x\nContent-Length: 0\nConnection: close\nVia: 1.1 test\n\n")
                .originIsOpen(false);
        assertThat(book.lastExchange().clientClose()).isEqualTo(CloseReason.REQUEST_UNFINISHED);
    }

    @Test
    void anIdleClientIsLetGo() {
        book.client(GET)
                .origin(OK)
                .toClient(OK_SENT)
                .advance(Duration.ofSeconds(59))
                .clientIsOpen(true);
        book.advance(Duration.ofSeconds(2)).clientIsOpen(false);
    }

    @Test
    void anOriginThatIsSilentIsAnswered504() {
        book.client(GET).advance(Duration.ofSeconds(119)).toClient("");
        book.advance(Duration.ofSeconds(2)).originIsOpen(false);
        assertThat(book.toClient()).startsWith("HTTP/1.1 504 ").contains("error=connection_read_timeout");
    }

    @Test
    void halfAHeadIsAnswered408() {
        book.client("GET http://o/ HT").advance(Duration.ofSeconds(31));
        assertThat(book.toClient()).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }

    @Test
    void aRefusedConnectionIsAnswered502AndTheClientKept() {
        book.originsFailWith(ProxyError.CONNECT_REFUSED).client(GET).clientIsOpen(true);
        assertThat(book.toClient()).startsWith("HTTP/1.1 502 ").doesNotContain("Connection: close");
    }

    @Test
    void anInterimResponseIsPassedOnBeforeTheFinalOne() {
        book.client(GET)
                .origin("HTTP/1.1 103 Early Hints\nLink: x\nDate: now\n\n")
                .toClient("HTTP/1.1 103 Early Hints\nLink: x\nDate: now\nVia: 1.1 test\n\n")
                .origin(OK)
                .toClient(OK_SENT);
    }
}
