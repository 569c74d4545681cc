package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Method;
import io.clearhop.observe.Standing;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for whom, because of what, and until when, for each way to hang. */
class HangExplainerTest {
    private static final Limits LIMITS = new Limits(60_000, 30_000, 10_000, 60_000, 120_000, 300_000, 600_000, null);
    private static final String HTTP11 = "GET / HTTP/1.1\r\nHost: o\r\n\r\n";
    private static final String KEEP_ALIVE = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    private static final String PROXY_CONNECTION = "GET / HTTP/1.0\r\nProxy-Connection: Keep-Alive\r\n\r\n";
    private static final String CLOSE = "GET / HTTP/1.1\r\nHost: o\r\nConnection: close\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
    private static final String OK_5S = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nKeep-Alive: timeout=5, max=9\r\n\r\n";
    private static final String NO_LENGTH = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n";

    /** A situation in the making. */
    private record Case(
            Standing standing,
            boolean dumb,
            boolean toParent,
            int nth,
            String request,
            String response,
            boolean unread) {
        static Case smart(Standing standing) {
            return new Case(standing, false, false, 1, HTTP11, "", false);
        }

        static Case relay(String request, String response) {
            return new Case(Standing.RELAYING, true, false, 1, request, response, true);
        }

        Case atParent() {
            return new Case(standing, dumb, true, nth, request, response, unread);
        }

        Case nth(int number) {
            return new Case(standing, dumb, toParent, number, request, response, unread);
        }

        Case allRead() {
            return new Case(standing, dumb, toParent, nth, request, response, false);
        }

        HangView explain() {
            long toClient = response.isEmpty() ? 0 : response.length() + 1;
            return HangExplainer.explain(new Situation(
                    standing,
                    dumb,
                    toParent,
                    nth,
                    RequestWords.of(bytes(request)),
                    ResponseWords.of(bytes(response), Method.GET),
                    7,
                    toClient,
                    unread,
                    1000,
                    LIMITS));
        }

        private static byte[] bytes(String head) {
            return head.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static Stream<Arguments> hangs() {
        String relayWaits = "client>proxy proxy>origin origin>proxy";
        return Stream.of(
                // The book's figure 4-15, and what HTTP/1.1 has made of it.
                row(
                        Case.relay(KEEP_ALIVE, OK_5S),
                        relayWaits,
                        "Connection: Keep-Alive",
                        6000,
                        "origin: Keep-Alive: timeout=5"),
                row(
                        Case.relay(KEEP_ALIVE, OK),
                        relayWaits,
                        "Connection: Keep-Alive",
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                row(Case.relay(HTTP11, OK), relayWaits, "HTTP/1.1", 601_000, "proxy: --tunnel-idle-timeout 10m"),
                row(Case.relay(HTTP11, NO_LENGTH), relayWaits, "HTTP/1.1", 601_000, "proxy: --tunnel-idle-timeout 10m"),
                // An origin does not know Proxy-Connection; what keeps it then is not known.
                row(Case.relay(PROXY_CONNECTION, OK), relayWaits, null, 601_000, "proxy: --tunnel-idle-timeout 10m"),
                row(Case.relay(CLOSE, OK), relayWaits, null, 601_000, "proxy: --tunnel-idle-timeout 10m"),
                // Dumb before smart: the parent knows it (figure 4-17).
                row(
                        Case.relay(PROXY_CONNECTION, OK_5S).atParent(),
                        relayWaits,
                        "Proxy-Connection: Keep-Alive",
                        6000,
                        "parent proxy: Keep-Alive: timeout=5"),
                row(
                        Case.relay(KEEP_ALIVE, "").allRead(),
                        "client>proxy proxy>origin",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                row(
                        Case.relay(KEEP_ALIVE, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
                        "client>proxy proxy>origin",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                // The smart proxy.
                row(
                        Case.smart(Standing.RESPONSE_HEAD),
                        "client>proxy proxy>origin",
                        null,
                        121_000,
                        "proxy: --response-head-timeout 2m"),
                row(
                        Case.smart(Standing.RESPONSE_HEAD).atParent(),
                        "client>proxy proxy>origin",
                        null,
                        121_000,
                        "proxy: --response-head-timeout 2m"),
                // Smart before dumb: a parent that does not look.
                row(
                        Case.smart(Standing.RESPONSE_HEAD).atParent().nth(2),
                        "client>proxy proxy>origin",
                        "HTTP/1.1",
                        121_000,
                        "proxy: --response-head-timeout 2m"),
                row(
                        Case.smart(Standing.CLIENT_SENDS),
                        "proxy>client origin>proxy",
                        null,
                        61_000,
                        "proxy: --request-content-timeout 1m"),
                row(
                        Case.smart(Standing.WAITING_FOR_CONTINUE),
                        "client>origin proxy>origin",
                        "Expect: 100-continue",
                        61_000,
                        "proxy: --request-content-timeout 1m"),
                row(
                        Case.smart(Standing.CONNECTING),
                        "client>proxy proxy>origin",
                        null,
                        11_000,
                        "proxy: --connect-timeout 10s"),
                row(
                        Case.smart(Standing.WAITING_FOR_CONNECTION),
                        "client>proxy proxy>origin",
                        null,
                        11_000,
                        "proxy: --connect-timeout 10s"),
                row(
                        Case.smart(Standing.CLIENT_TAKES),
                        "proxy>client origin>proxy",
                        null,
                        301_000,
                        "proxy: --stall-timeout 5m"),
                row(
                        Case.smart(Standing.ORIGIN_TAKES),
                        "client>proxy proxy>origin",
                        null,
                        301_000,
                        "proxy: --stall-timeout 5m"),
                row(
                        Case.smart(Standing.ORIGIN_SENDS),
                        "client>proxy proxy>origin",
                        null,
                        301_000,
                        "proxy: --stall-timeout 5m"),
                // Tunnels.
                row(
                        Case.smart(Standing.TUNNEL_CLIENT_ENDED),
                        "proxy>origin",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                row(
                        Case.smart(Standing.TUNNEL_ORIGIN_ENDED),
                        "proxy>client",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                row(
                        Case.smart(Standing.TUNNEL_CLIENT_TAKES),
                        "origin>proxy proxy>client",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"),
                row(
                        Case.smart(Standing.TUNNEL_ORIGIN_TAKES),
                        "client>proxy proxy>origin",
                        null,
                        601_000,
                        "proxy: --tunnel-idle-timeout 10m"));
    }

    private static Arguments row(Case given, String waits, String cause, double endsAt, String endsBy) {
        return Arguments.of(given, waits, cause, endsAt, endsBy);
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void whoWaitsForWhomAndUntilWhen(Case given, String waits, String cause, double endsAt, String endsBy) {
        HangView found = given.explain();
        assertThat(found.waits().stream().map(wait -> wait.who() + ">" + wait.from()))
                .containsExactly(waits.split(" (?=client|proxy|origin)", -1));
        assertThat(found.cause() == null ? null : found.cause().field()).isEqualTo(cause);
        assertThat(found.endsAt()).isEqualTo(endsAt);
        assertThat(found.endsBy()).isEqualTo(endsBy);
        assertThat(found.since()).isEqualTo(1000);
        assertThat(found.sentence()).matches("[A-Z].*\\.").doesNotContain("null", "{", "}");
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void whatIsAwaitedTheConsoleSaysInKoreanToo(Case given) {
        KoreanTable texts = KoreanTable.of("texts-ko.js");
        assertThat(given.explain().waits()).allSatisfy(wait -> texts.has("said: " + wait.what()));
    }

    @Test
    void forOtherLanguagesASentenceHasALabelAndItsValues() {
        HangView found = Case.smart(Standing.CLIENT_TAKES).atParent().explain();
        assertThat(found.said().label()).isEqualTo("response-not-taken");
        assertThat(found.said().values()).containsOnlyKeys("hop", "toClient").containsEntry("hop", "the parent proxy");
    }

    @Test
    void theRequestThatNobodyReadsIsNamed() {
        assertThat(Case.relay(KEEP_ALIVE, OK).explain().sentence()).contains("The client has sent one");
        assertThat(Case.relay(KEEP_ALIVE, OK).allRead().explain().sentence()).contains("would not be seen");
        assertThat(Case.relay(KEEP_ALIVE, NO_LENGTH).allRead().explain().sentence())
                .contains("cannot tell");
    }

    @Test
    void bookAndClauseAreCited() {
        assertThat(Case.relay(KEEP_ALIVE, OK).explain().cause().section()).contains("figure 4-15", "RFC 9112");
        assertThat(Case.relay(PROXY_CONNECTION, OK).atParent().explain().cause().section())
                .contains("figure 4-17", "RFC 9112");
    }

    @Test
    void aQuietTunnelDoesNotHang() {
        assertThat(Standing.TUNNEL.mayHang()).isFalse();
        assertThat(Stream.of(Standing.values()).filter(standing -> !standing.mayHang()))
                .containsExactly(Standing.DECIDING, Standing.TUNNEL);
    }
}
