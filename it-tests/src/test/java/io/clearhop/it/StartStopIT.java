package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.clearhop.it.Curl.Transfer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the command line to the exit code. */
@Timeout(60)
class StartStopIT {
    private static final int USAGE = 2;
    private static final int CANNOT_LISTEN = 3;
    private static final int BAD_CONFIGURATION = 4;

    @TempDir
    Path directory;

    @Test
    void itSaysInAtMostFiveLinesWhatItDoesAndWhatToTry() throws Exception {
        try (Clearhop both =
                Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--listen", "dumb=127.0.0.1:0"))) {
            assertThat(both.startLines()).hasSizeLessThanOrEqualTo(5);
            assertThat(String.join("\n", both.startLines()))
                    .contains("127.0.0.1:" + both.address("smart").getPort() + " smart")
                    .contains("127.0.0.1:" + both.address("dumb").getPort() + " dumb")
                    .contains("curl -v -x http://127.0.0.1:");
        }
    }

    @Test
    void theLineItSaysToTryWorks() throws Exception {
        try (Nginx nginx = Nginx.start(directory).file("x", new byte[] {'x'});
                Clearhop proxy = Clearhop.smart("--resolve", "example.com=127.0.0.1")) {
            String line = String.join("\n", proxy.startLines());
            String tried = line.replaceAll("(?s).*(curl -v \\S+ \\S+) http://example.com/.*", "$1");
            Ran ran = Curl.run((tried + " " + nginx.url("/x").replace("127.0.0.1", "example.com"))
                    .replaceFirst("curl ", "")
                    .split(" "));
            assertThat(ran.text()).isEqualTo("x");
        }
    }

    /** As in a container that sets none. */
    @Test
    void withoutALocaleItWritesUtf8() throws Exception {
        Ran ran = ClearhopCommand.of("lab", "--lang", "ko")
                .environment("LC_ALL", "C")
                .run();
        assertThat(ran.text()).contains("소켓과 커넥션").doesNotContain("??");
    }

    @Test
    void versionSaysWhatRuns() throws Exception {
        Ran ran = ClearhopCommand.of("--version").run();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().get(0)).matches("clearhop \\d+\\.\\d+\\.\\d+.*");
        assertThat(ran.text()).contains("commit", "JVM", System.getProperty("java.vm.version"), "transport");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aWrongFlagIsExitCode2AndASentence() throws Exception {
        Ran ran = ClearhopCommand.of("--lisen", "127.0.0.1:0").run();
        assertThat(ran.code()).isEqualTo(USAGE);
        assertThat(ran.errors()).contains("--lisen").contains("--listen").doesNotContain("\tat ");
    }

    @Test
    void anAddressThatIsTakenIsExitCode3AndASentence() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = "127.0.0.1:" + holder.getLocalPort();
            Ran ran = ClearhopCommand.of("--listen", taken).run();
            assertThat(ran.code()).isEqualTo(CANNOT_LISTEN);
            assertThat(ran.errors()).contains(taken).doesNotContain("\tat ");
        }
    }

    @Test
    void aBadFileAndABadVariableAreExitCode4() throws Exception {
        Path file = Files.writeString(directory.resolve("bad.conf"), "listen = 127.0.0.1:0\nno-such-key = 1\n");
        Ran badFile = ClearhopCommand.of("--config", file.toString()).run();
        assertThat(badFile.code()).isEqualTo(BAD_CONFIGURATION);
        assertThat(badFile.errors())
                .contains("bad.conf")
                .contains("no-such-key")
                .doesNotContain("\tat ");

        Ran badVariable = ClearhopCommand.of("--listen", "127.0.0.1:0")
                .environment("CLEARHOP_DNS_TIMEOUT", "soon")
                .run();
        assertThat(badVariable.code()).isEqualTo(BAD_CONFIGURATION);
        assertThat(badVariable.errors()).contains("CLEARHOP_DNS_TIMEOUT");
    }

    @Test
    void optionsCountBeforeTheEnvironmentAndTheEnvironmentBeforeTheFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("clearhop.conf"),
                "listen = dumb=127.0.0.1:0\nvia = from-file\naccess-log = off\nmax-fields = 150\n");
        ClearhopCommand command = ClearhopCommand.of("--config", file.toString(), "--via", "from-option")
                .environment("CLEARHOP_VIA", "from-environment")
                .environment("CLEARHOP_ACCESS_LOG", "hop")
                .environment("CLEARHOP_LISTEN", "smart=127.0.0.1:0");
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    byte[] via = String.valueOf(exchange.getRequestHeaders().getFirst("Via"))
                            .getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, via.length);
                    exchange.getResponseBody().write(via);
                    exchange.close();
                });
                Clearhop proxy = Clearhop.start(command)) {
            assertThat(Curl.run(
                                    "-x",
                                    "http://127.0.0.1:" + proxy.address("smart").getPort(),
                                    origin.url())
                            .text())
                    .contains("from-option");
            assertThat(proxy.awaitLog(1)).hasSize(1);
        }
    }

    @Test
    void theFileThatConfigPrintsIsAGoodFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("all.conf"),
                ClearhopCommand.of("config").run().text() + "\n");
        assertThat(ClearhopCommand.of("config", "check", file.toString()).run().code())
                .isZero();
    }

    @Test
    void aMissingFileForTheLogsIsAnErrorAndNotSilence() throws Exception {
        Ran ran = ClearhopCommand.of()
                .jvm("-Dlogback.configurationFile=no/such.xml")
                .run();
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.errors()).contains("logback.configurationFile").contains("no/such.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalLetsADownloadFinishAndTheExitCodeIs0(String signal) throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        try (JavaOrigin origin = JavaOrigin.start(exchange -> sendInHalves(exchange, stopping));
                Clearhop proxy = Clearhop.start(
                        ClearhopCommand.of("--listen", "smart=127.0.0.1:0").interruptible())) {
            Process curl = Curl.builder("-N", "-x", proxy.url(), origin.url()).start();
            assertThat(curl.getInputStream().readNBytes(1000)).hasSize(1000);
            proxy.signal(signal);
            Await.that(
                    "it says that it stops",
                    () -> proxy.stderr().size() > proxy.startLines().size());
            assertThat(Curl.run("-x", proxy.url(), origin.url()).code())
                    .as("curl's code for a refused connection")
                    .isEqualTo(7);
            stopping.countDown();
            assertThat(curl.getInputStream().readAllBytes()).hasSize(1000);
            assertThat(Ran.end(curl).code()).isZero();
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.awaitLog(1).get(0).text()).contains(" forwarded client=draining");
        }
    }

    @Test
    void whatTakesLongerThanTheDrainTimeoutIsCutAndTheClientSeesIt() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (JavaOrigin origin = JavaOrigin.start(exchange -> sendInHalves(exchange, never));
                Clearhop proxy = Clearhop.smart("--drain-timeout", "300ms")) {
            Process curl = Curl.builder("-N", "-x", proxy.url(), origin.url()).start();
            assertThat(curl.getInputStream().readNBytes(1000)).hasSize(1000);
            proxy.signal("TERM");
            assertThat(proxy.awaitExit()).isZero();
            assertThat(Ran.end(curl).code())
                    .as("curl's code for a partial file")
                    .isEqualTo(18);
        }
    }

    @Test
    void aSecondSignalStopsAtOnceWithExitCode1() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (JavaOrigin origin = JavaOrigin.start(exchange -> sendInHalves(exchange, never));
                Clearhop proxy = Clearhop.smart()) {
            Process curl = Curl.builder("-N", "-x", proxy.url(), origin.url()).start();
            assertThat(curl.getInputStream().readNBytes(1000)).hasSize(1000);
            proxy.signal("TERM");
            Await.that(
                    "it says that it stops",
                    () -> proxy.stderr().size() > proxy.startLines().size());
            proxy.signal("TERM");
            assertThat(proxy.awaitExit()).isEqualTo(1);
            assertThat(proxy.awaitLog(1).get(0).text())
                    .as("what was cut is logged all the same")
                    .contains(" client=draining");
            curl.destroy();
        }
    }

    @Test
    void anIdleClientDoesNotDelayTheEnd() throws Exception {
        try (Nginx nginx = Nginx.start(directory).file("x", new byte[] {'x'});
                Clearhop proxy = Clearhop.smart();
                var client = new Socket()) {
            client.connect(proxy.address());
            List<Transfer> transfers = Curl.transfers(proxy, nginx.url("/x"));
            assertThat(transfers).hasSize(1);
            long begin = System.nanoTime();
            proxy.signal("TERM");
            assertThat(proxy.awaitExit()).isZero();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(5_000);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Sends two thousand bytes, the second half when it may. */
    private static void sendInHalves(HttpExchange exchange, CountDownLatch goOn) throws IOException {
        exchange.sendResponseHeaders(200, 2000);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[1000]);
            out.flush();
            goOn.await();
            out.write(new byte[1000]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
