package io.clearhop.lab.rawclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.WireListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RawClientTest {
    private static final String CLOSING =
            Messages.head("HTTP/1.1 200 OK", "Connection: close", "Content-Length: 1") + "x";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RawClient.Result run(Errand errand) {
        return RawClient.run(errand, lines::add);
    }

    private static Errand errand(ScriptedOrigin origin, int times, boolean pipelines, String... fields) {
        return new Errand(
                List.of(URI.create(origin.uri("/a?b"))),
                null,
                "GET",
                false,
                List.of(fields),
                null,
                pipelines,
                times,
                Duration.ZERO,
                Duration.ofMillis(1500));
    }

    private String said() {
        return String.join("\n", lines);
    }

    @Test
    void itUsesItsConnectionAgain() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")))) {
            assertThat(run(errand(origin, 2, false)).outcome()).isEqualTo(RawClient.Outcome.ANSWERED);
            assertThat(origin.connections().size()).isEqualTo(1);
            assertThat(said())
                    .contains("connection 1 is open", "> GET /a?b HTTP/1.1   [request 1 on connection 1]")
                    .contains("uses connection 1 again", "[request 2 on connection 1]", "< 1 bytes of content: x");
        }
    }

    @Test
    void itMakesAnotherOneWhereTheAnswerSaysClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(CLOSING))) {
            assertThat(run(errand(origin, 2, false)).outcome()).isEqualTo(RawClient.Outcome.ANSWERED);
            assertThat(origin.connections().size()).isEqualTo(2);
            assertThat(said()).contains("closes connection 1: the answer said Connection: close");
        }
    }

    @Test
    void aHangIsSaidEachSecondAndEndsWithASentence() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent())) {
            RawClient.Result result = run(errand(origin, 1, false));
            assertThat(result.outcome()).isEqualTo(RawClient.Outcome.TIMED_OUT);
            assertThat(result.sentence())
                    .startsWith("it hangs: nothing came for request 1 on connection 1 within 1500 ms");
            assertThat(said()).contains("... nothing for 1 s; waits for the answer to request 1 on connection 1");
        }
    }

    @Test
    void aBrokenAnswerIsAFailure() {
        Script truncates = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.head("HTTP/1.1 200 OK", "Content-Length: 10") + "x");
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(truncates)) {
            RawClient.Result result = run(errand(origin, 1, false));
            assertThat(result.outcome()).isEqualTo(RawClient.Outcome.FAILED);
            assertThat(result.sentence()).contains("closed the connection (FIN)");
            assertThat(said()).contains("< FIN on connection 1");
        }
    }

    @Test
    void whatAPipelineLeavesUnansweredIsSentAgain() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(CLOSING))) {
            assertThat(run(errand(origin, 3, true)).outcome()).isEqualTo(RawClient.Outcome.ANSWERED);
            assertThat(origin.connections().size()).isEqualTo(3);
            assertThat(said()).contains("[request 3 on connection 1]", "it is sent again on another connection");
        }
    }

    @Test
    void aProxyIsAskedWithTheWholeUrl() {
        try (ScriptedOrigin proxy = ScriptedOrigin.start(Scripts.echoRequest())) {
            Errand errand = new Errand(
                    List.of(URI.create("http://example.test/x")),
                    new Errand.Address("127.0.0.1", proxy.port()),
                    "POST",
                    true,
                    List.of("Proxy-Connection: keep-alive"),
                    "hi",
                    false,
                    1,
                    Duration.ZERO,
                    Duration.ofSeconds(5));
            assertThat(run(errand).outcome()).isEqualTo(RawClient.Outcome.ANSWERED);
            assertThat(proxy.requests().get(0).head())
                    .isEqualTo(Messages.head(
                            "POST http://example.test/x HTTP/1.0",
                            "Host: example.test",
                            "Proxy-Connection: keep-alive",
                            "Content-Length: 2"));
        }
    }

    @Test
    void anAnswerThatBeginsAndNeverEndsIsNotCalledNothing() {
        String endless = Messages.head("HTTP/1.1 200 OK", "Content-Length: 9") + "x";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(endless))) {
            assertThat(run(errand(origin, 1, false)).sentence())
                    .startsWith("it hangs: the answer to request 1 on connection 1 is not complete within 1500 ms");
        }
    }

    @Test
    void whatATerminalWouldObeyIsShownAndNotSent() {
        String escaping = Messages.head("HTTP/1.1 200 \u001b[2J", "X: \u001b[31m\u009b\u0007\t", "Content-Length: 0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(escaping))) {
            assertThat(run(errand(origin, 1, false)).outcome()).isEqualTo(RawClient.Outcome.ANSWERED);
            assertThat(said()).contains("HTTP/1.1 200 \\x1b[2J", "X: \\x1b[31m\\x9b\\x07\t");
        }
    }

    @Test
    void theTimeOfAPipelinedAnswerCountsFromItsOwnRequest() {
        List<String> pauses = new CopyOnWriteArrayList<>();
        try (Talk talk = new Talk(pauses::add)) {
            WireListener wire = talk.connection(1);
            talk.asks();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            talk.asks();
            wire.received(new byte[0], 0, 0);

            double first = millis(talk.waited());
            talk.answered();
            double second = millis(talk.waited());

            assertThat(first).isGreaterThanOrEqualTo(50).isGreaterThan(second);
        }
    }

    private static double millis(String waited) {
        return Double.parseDouble(waited.replaceAll("[^0-9.]", ""));
    }

    @Test
    void whereNobodyListensItSaysSo() {
        Errand errand = new Errand(
                List.of(URI.create("http://127.0.0.1:1/")),
                null,
                "GET",
                false,
                List.of(),
                null,
                false,
                1,
                Duration.ZERO,
                Duration.ofSeconds(1));
        assertThat(run(errand).sentence()).startsWith("cannot connect to 127.0.0.1:1");
    }
}
