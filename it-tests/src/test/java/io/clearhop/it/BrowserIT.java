package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page of thirty images in a real browser; the pictures of it are in {@code target/screenshots}. */
@Timeout(90)
class BrowserIT {
    private static final int IMAGES = 30;
    private static final int ORIGIN_IDLE = 3;
    /** Chromium's connections to one host through a proxy, as a person at the keyboard meets them. */
    private static final int CONNECTIONS = 6;
    // Chromium bypasses its proxy for localhost, so the origin needs a name, and the proxy knows its address.
    private static final String NAME = "origin.test";

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory, "keepalive_timeout " + ORIGIN_IDLE + "s;");
        nginx.file("page.html", page());
        for (int i = 1; i <= IMAGES; i++) {
            nginx.file("image-" + i + ".svg", image(i));
        }
    }

    @Test
    void throughASmartProxyAllImagesLoadOverFewConnections() throws Exception {
        try (Clearhop smart = Clearhop.smart("--resolve", NAME + "=127.0.0.1");
                Browser browser = Browser.start(smart)) {
            browser.open(url());
            browser.awaitImages(IMAGES, Duration.ofSeconds(20));
            browser.screenshot("smart");

            List<LogLine> log = smart.awaitLog(IMAGES + 1).stream()
                    .filter(line -> line.request().contains(NAME))
                    .toList();
            long clients = log.stream().map(LogLine::client).distinct().count();
            long origins =
                    nginx.log().stream().map(Nginx.Line::connection).distinct().count();
            System.out.printf(
                    "Chromium through smart: %d requests, %d client connections, %d origin connections%n",
                    log.size(), clients, origins);
            assertThat(clients).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(origins).isLessThanOrEqualTo(CONNECTIONS);
        }
    }

    @Test
    void throughADumbProxyThePageHangsUntilTheOriginsIdleCloses() throws Exception {
        try (Clearhop dumb = Clearhop.dumb("--resolve", NAME + "=127.0.0.1");
                Browser browser = Browser.start(dumb)) {
            long begin = System.nanoTime();
            browser.open(url());
            // Each connection of the browser brought one response, and that was that.
            Await.that("the first images", () -> browser.images() > 0);
            Await.that("a standstill", () -> seconds(begin) > ORIGIN_IDLE / 2.0);
            int beforeTheClose = browser.images();
            assertThat(browser.isLoading()).as("the page is loading").isTrue();
            browser.screenshot("dumb-hangs");
            assertThat(beforeTheClose).isLessThan(CONNECTIONS + 1);

            browser.awaitImages(IMAGES, Duration.ofSeconds(10L * ORIGIN_IDLE));
            browser.screenshot("dumb-after-the-idle-closes");
            System.out.printf(
                    "Chromium through dumb: %d of %d images before the origin's first idle close, all after %.1f s;"
                            + " %d origin connections%n",
                    beforeTheClose,
                    IMAGES,
                    seconds(begin),
                    nginx.log().stream().map(Nginx.Line::connection).distinct().count());
            assertThat(seconds(begin)).isGreaterThan(ORIGIN_IDLE);
            assertThat(nginx.log()).as("a connection, a request").allMatch(line -> line.nth() == 1);
        }
    }

    /** The page comes through the proxy, and Chromium asks the proxy for a tunnel to its WebSocket. */
    @Test
    void aPagesWebSocketGoesThroughTheProxy() throws Exception {
        try (WebSocketEcho echo = WebSocketEcho.open();
                Clearhop smart = Clearhop.smart("--resolve", NAME + "=127.0.0.1");
                Browser browser = Browser.start(smart)) {
            nginx.file("socket.html", """
                    <!doctype html>
                    <title>waiting</title>
                    <script>
                      const heard = [];
                      const socket = new WebSocket("ws://%s:%d/page");
                      socket.onmessage = event => {
                        heard.push(event.data);
                        if (heard.length === 1) socket.send("from the page");
                        if (heard.length === 2) socket.close(4002);
                      };
                      socket.onclose = event => document.title = [...heard, event.code].join(", ");
                    </script>
                    """.formatted(NAME, echo.getPort()).getBytes(StandardCharsets.UTF_8));
            browser.open("http://" + NAME + ":" + nginx.port() + "/socket.html");
            Await.that(
                    Duration.ofSeconds(20),
                    () -> "the WebSocket's messages; the title is " + browser.title(),
                    () -> browser.title().equals("hello /page, from the page, 4002"));
            browser.screenshot("websocket");
            String request = "CONNECT " + NAME + ":" + echo.getPort() + " HTTP/1.1";
            LogLine tunnel = smart.awaitLog("tunnel", line -> line.request().equals(request));
            assertThat(tunnel.outcome()).isEqualTo("tunnelled");
        }
    }

    private String url() {
        return "http://" + NAME + ":" + nginx.port() + "/page.html";
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static byte[] page() {
        String images = IntStream.rangeClosed(1, IMAGES)
                .mapToObj("<img src='image-%d.svg' width=120 height=90 alt='waiting'>"::formatted)
                .collect(Collectors.joining("\n"));
        return ("""
                <!doctype html>
                <title>Thirty images</title>
                <style>body { font-family: sans-serif } img { outline: 1px dashed gray; margin: 1px }</style>
                <h1>Thirty images</h1>
                """ + images).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] image(int number) {
        return """
                <svg xmlns='http://www.w3.org/2000/svg' width='120' height='90'>
                <rect width='120' height='90' fill='hsl(%d, 60%%, 60%%)'/>
                <text x='60' y='60' font-size='44' text-anchor='middle' fill='white'>%d</text>
                </svg>
                """.formatted(number * 12, number).getBytes(StandardCharsets.UTF_8);
    }
}
