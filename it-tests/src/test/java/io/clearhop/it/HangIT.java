package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clearhop.it.Curl.Transfer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keep-alive hang, measured with {@code curl -x PROXY URL URL}. */
@Timeout(60)
class HangIT {
    private static final int ORIGIN_IDLE = 3;
    private static final double AT_ONCE = ORIGIN_IDLE / 2.0;
    private static final double ACCURACY = 0.15;

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory, "keepalive_timeout " + ORIGIN_IDLE + "s;")
                .file("x", "content".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void throughADumbProxyTheSecondRequestWaitsUntilTheOriginsIdleClose() throws Exception {
        try (Clearhop dumb = Clearhop.dumb()) {
            List<Transfer> transfers = twice("client -> dumb -> origin", dumb);
            assertThat(transfers.get(0).seconds()).isLessThan(AT_ONCE);
            assertWaited(transfers.get(1), ORIGIN_IDLE);
            assertThat(dumb.awaitLog(2)).extracting(LogLine::outcome).containsOnly("relayed");
        }
    }

    @Test
    void throughASmartProxyItTakesMilliseconds() throws Exception {
        try (Clearhop smart = Clearhop.smart()) {
            assertAllAtOnce(twice("client -> smart -> origin", smart));
        }
    }

    @Test
    void anHttp10ClientsProxyConnectionDoesNoHarmThroughADumbProxy() throws Exception {
        try (Clearhop dumb = Clearhop.dumb()) {
            assertAllAtOnce(twice("HTTP/1.0 client -> dumb -> origin", dumb, "-0"));
        }
    }

    @Test
    void aSmartProxyBehindADumbOneIsFooledAndTheClientHangsUntilTheSmartOnesIdleClose() throws Exception {
        int smartIdle = 3;
        try (Clearhop smart = Clearhop.smart("--client-idle-timeout", smartIdle + "s");
                Clearhop dumb = Clearhop.dumb("--parent", smart.authority())) {
            List<Transfer> transfers = twice("HTTP/1.0 client -> dumb -> smart -> origin", dumb, "-0");
            assertThat(transfers.get(0).seconds()).isLessThan(AT_ONCE);
            assertWaited(transfers.get(1), smartIdle);
        }
    }

    @Test
    void thatChainServesAnHttp10ClientAtOnceWhenTheSmartProxyNeverPersistsWithOne() throws Exception {
        try (Clearhop smart = Clearhop.smart("--http10-keep-alive", "never");
                Clearhop dumb = Clearhop.dumb("--parent", smart.authority())) {
            assertAllAtOnce(twice("the same with --http10-keep-alive never", dumb, "-0"));
        }
    }

    @Test
    void aSmartProxyBeforeADumbOneAnswersLateAfterOneSafeRetry() throws Exception {
        try (Clearhop dumb = Clearhop.dumb();
                Clearhop smart = Clearhop.smart("--parent", dumb.authority())) {
            List<Transfer> transfers = twice("client -> smart -> dumb -> origin", smart);
            assertThat(transfers.get(0).seconds()).isLessThan(AT_ONCE);
            assertWaited(transfers.get(1), ORIGIN_IDLE);
            assertThat(transfers.get(1).connects()).as("connections of curl").isZero();
            assertThat(smart.awaitLog(2)).extracting(LogLine::attempts).containsExactly(1, 2);
            assertThat(nginx.log())
                    .as("the request was sent to the origin once")
                    .hasSize(2);
        }
    }

    @Test
    void twoSmartProxiesInARowTakeMilliseconds() throws Exception {
        try (Clearhop second = Clearhop.smart();
                Clearhop first = Clearhop.smart("--parent", second.authority())) {
            assertAllAtOnce(twice("client -> smart -> smart -> origin", first));
        }
    }

    private List<Transfer> twice(String chain, Clearhop proxy, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(nginx.url("/x"), nginx.url("/x?2")));
        List<Transfer> transfers = Curl.transfers(proxy, arguments.toArray(String[]::new));
        assertThat(transfers).extracting(Transfer::status).containsExactly(200, 200);
        System.out.printf(
                "%-46s first request %7.1f ms, second %7.1f ms%n",
                chain, transfers.get(0).seconds() * 1000, transfers.get(1).seconds() * 1000);
        return transfers;
    }

    private static void assertAllAtOnce(List<Transfer> transfers) {
        assertThat(transfers).allMatch(transfer -> transfer.seconds() < AT_ONCE);
    }

    private static void assertWaited(Transfer second, double seconds) {
        assertThat(second.seconds()).isCloseTo(seconds, within(ACCURACY * seconds));
    }
}
