package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clearhop.it.Curl.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The most used client there is, in all that it does through a proxy. */
@Timeout(60)
class CurlIT {
    private static final byte[] CONTENT = random(300_000);

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @AutoClose
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory, "location /taken { dav_methods PUT; }").file("x", CONTENT);
        Files.createDirectories(directory.resolve("www/taken"));
        proxy = Clearhop.smart();
    }

    @Test
    void itsTwoUrlsTravelOnOneConnectionOfEachHop() throws Exception {
        assertThat(Curl.transfers(proxy, nginx.url("/x"), nginx.url("/x?2")))
                .extracting(Transfer::version, Transfer::status, Transfer::connects)
                .containsExactly(tuple("1.1", 200, 1), tuple("1.1", 200, 0));
        assertThat(nginx.awaitLog(2)).extracting(Nginx.Line::nth).containsExactly(1, 2);
        assertThat(proxy.awaitLog(2)).extracting(LogLine::nthOfClient).containsExactly(1, 2);
        assertThat(proxy.awaitLog(2)).extracting(LogLine::nthOfOrigin).containsExactly(1, 2);
    }

    @Test
    void ofHttp10ItReusesTheConnectionThatProxyConnectionAskedFor() throws Exception {
        assertThat(Curl.transfers(proxy, "-0", nginx.url("/x"), nginx.url("/x?2")))
                .extracting(Transfer::status, Transfer::connects)
                .containsExactly(tuple(200, 1), tuple(200, 0));
        assertThat(nginx.awaitLog(2))
                .extracting(Nginx.Line::request, Nginx.Line::nth)
                .containsExactly(tuple("GET /x HTTP/1.1", 1), tuple("GET /x?2 HTTP/1.1", 2));
    }

    @Test
    void itGetsTheBytesOfTheFile() throws Exception {
        for (String version : new String[] {"-0", "--http1.1"}) {
            Path got = directory.resolve("got");
            assertThat(Curl.run("-x", proxy.url(), version, "-o", got.toString(), nginx.url("/x")))
                    .isEqualTo(new Ran(0, List.of(), List.of()));
            assertThat(got).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aHeadRequestEndsAtOnceAndTheConnectionIsUsedAgain() throws Exception {
        Ran ran = Curl.run("-x", proxy.url(), "-I", nginx.url("/x"), nginx.url("/x?2"));
        assertThat(ran.out()).filteredOn(line -> line.equals("HTTP/1.1 200 OK")).hasSize(2);
        assertThat(ran.out())
                .filteredOn(line -> line.equals("Content-Length: " + CONTENT.length))
                .hasSize(2);
        assertThat(proxy.awaitLog(2)).extracting(LogLine::nthOfClient).containsExactly(1, 2);
    }

    @Test
    void itUploadsAFileAndTheOriginAsksForItWith100Continue() throws Exception {
        byte[] content = random(3_000_000);
        Path file = Files.write(directory.resolve("upload"), content);
        Ran ran = Curl.run(
                "-v",
                "-x",
                proxy.url(),
                "-H",
                "Expect: 100-continue",
                "--expect100-timeout",
                "30",
                "-T",
                file.toString(),
                nginx.url("/taken/length"));
        assertThat(ran.err()).contains("< HTTP/1.1 100 Continue").contains("< HTTP/1.1 201 Created");
        assertThat(nginx.file("taken/length")).isEqualTo(content);
    }

    @Test
    void itUploadsWhatComesFromAPipeInChunks() throws Exception {
        byte[] content = random(3_000_000);
        Process curl = Curl.builder("-v", "-x", proxy.url(), "-T", "-", nginx.url("/taken/chunked"))
                .start();
        try (var in = curl.getOutputStream()) {
            in.write(content);
        }
        Ran ran = Ran.end(curl);
        assertThat(ran.err()).contains("> Transfer-Encoding: chunked").contains("< HTTP/1.1 201 Created");
        assertThat(nginx.file("taken/chunked")).isEqualTo(content);
    }

    @Test
    void itUploadsWithHttp10() throws Exception {
        Path file = Files.write(directory.resolve("upload"), CONTENT);
        assertThat(Curl.run("-x", proxy.url(), "-0", "-f", "-T", file.toString(), nginx.url("/taken/old"))
                        .code())
                .isZero();
        assertThat(nginx.file("taken/old")).isEqualTo(CONTENT);
    }

    @Test
    void aHundredParallelTransfersAllArrive() throws Exception {
        Ran ran = Curl.run(
                "-x",
                proxy.url(),
                "-f",
                "--parallel",
                "--parallel-max",
                "20",
                "-o",
                directory + "/got-#1",
                nginx.url("/x?[1-100]"));
        assertThat(ran.code()).as(ran.errors()).isZero();
        for (int i = 1; i <= 100; i++) {
            assertThat(directory.resolve("got-" + i)).hasBinaryContent(CONTENT);
        }
        assertThat(nginx.awaitLog(100)).extracting(Nginx.Line::status).containsOnly(200);
    }

    @Test
    void itMakesATunnelAndUsesItTwice() throws Exception {
        Ran ran = Curl.run(
                "-x",
                proxy.url(),
                "-p",
                "-w",
                Curl.REPORT,
                "-o",
                "/dev/null",
                nginx.url("/x"),
                "-o",
                "/dev/null",
                nginx.url("/x?2"));
        assertThat(ran.out().stream().map(Transfer::parse))
                .extracting(Transfer::status, Transfer::connects)
                .containsExactly(tuple(200, 1), tuple(200, 0));
        assertThat(nginx.awaitLog(2)).extracting(Nginx.Line::nth).containsExactly(1, 2);
        assertThat(proxy.awaitLog(1)).extracting(LogLine::outcome).containsExactly("tunnelled");
    }

    @Test
    void aDumbProxysTunnelWorksAsWell() throws Exception {
        try (Clearhop dumb = Clearhop.dumb()) {
            Ran ran = Curl.run("-x", dumb.url(), "-p", "-f", nginx.url("/x"), "-o", "/dev/null");
            assertThat(ran.code()).as(ran.errors()).isZero();
            assertThat(dumb.awaitLog(1)).extracting(LogLine::outcome).containsExactly("tunnelled");
        }
    }

    @Test
    void itSpeaksTlsThroughATunnel(@TempDir Path other) throws Exception {
        try (Nginx tls = Nginx.startTls(other).file("x", CONTENT)) {
            Path got = directory.resolve("got");
            Ran ran = Curl.run(
                    "-x",
                    proxy.url(),
                    "--cacert",
                    other + "/cert.pem",
                    "--connect-to",
                    "origin.test:443:127.0.0.1:" + tls.port(),
                    "-o",
                    got.toString(),
                    "https://origin.test/x");
            assertThat(ran.code()).as(ran.errors()).isZero();
            assertThat(got).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void itTakesTheProxyFromItsEnvironment() throws Exception {
        ProcessBuilder curl = Curl.builder("-f", "-o", "/dev/null", nginx.url("/x"));
        curl.environment().put("http_proxy", proxy.url());
        assertThat(Ran.of(curl).code()).isZero();
        assertThat(proxy.awaitLog(1)).hasSize(1);
    }

    @Test
    void theProxysOwnPageSaysHowToUseIt() throws Exception {
        assertThat(Curl.run(proxy.url() + "/").text()).contains("Clearhop");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
