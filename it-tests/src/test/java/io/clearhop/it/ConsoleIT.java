package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, while another one uses the proxy; pictures of it are in {@code target/screenshots}. */
@Timeout(120)
class ConsoleIT {
    private static final int IMAGES = 12;
    /** A page of 1280 by 800 in its window. */
    private static final String DESK = "1280,939";
    // Chromium bypasses its proxy for localhost, so the origin needs a name, and the proxy knows its address.
    private static final String NAME = "origin.test";
    private static final String EXCHANGES = "window.clearhop && [...clearhop.app.store.exchanges.values()]";
    private static final String PANEL = "document.querySelector('#panel')";

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @AutoClose
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(Files.createDirectory(directory.resolve("nginx")), "keepalive_timeout 60s;");
        nginx.file("page.html", page());
        for (int i = 1; i <= IMAGES; i++) {
            nginx.file("image-" + i + ".svg", image(i));
        }
        proxy = Clearhop.start(ClearhopCommand.of(
                "--listen",
                "smart=127.0.0.1:0",
                "--listen",
                "dumb=127.0.0.1:0",
                "--console",
                "127.0.0.1:0",
                "--drain-timeout",
                "0",
                "--resolve",
                NAME + "=127.0.0.1"));
    }

    @Test
    void trafficAppearsLiveAndTheHeadsShowWhatWasStruckByWhichRule() throws Exception {
        try (Browser viewer = Browser.direct(DESK);
                Browser user = Browser.forHost(NAME, proxy.authority("smart"))) {
            viewer.open(proxy.console());
            viewer.await("an invitation", "document.querySelector('#empty:not([hidden])')");
            viewer.screenshot("console-empty");
            viewer.script("document.querySelector('[title$=\"(?)\"]').click()");
            assertThat(viewer.script(
                            "[...document.querySelectorAll('#empty a, #help[open] a')].map(a => a.href).join()"))
                    .as("the file for the browser's setting, in both places")
                    .isEqualTo(proxy.console() + "proxy.pac," + proxy.console() + "proxy.pac");
            viewer.screenshot("console-help");
            viewer.script("document.querySelector('#help').close()");

            user.open(url());
            user.awaitImages(IMAGES, Duration.ofSeconds(20));
            viewer.await(
                    "the page and its images",
                    EXCHANGES + ".filter(x => x.target.includes('" + NAME + "') && x.ended).length > " + IMAGES);
            Await.that(
                    "a drawn picture",
                    () -> viewer.script("document.querySelector('#empty').hidden")
                            .equals("true"));
            viewer.screenshot("console-live");

            Curl.transfers(
                    proxy, "-H", "Connection: X-Hop", "-H", "X-Hop: for the proxy", nginx.url("/page.html?curl"));
            viewer.await("curl's exchange", EXCHANGES + ".some(x => x.target.endsWith('?curl') && x.ended)");
            viewer.script("clearhop.app.openExchange(" + EXCHANGES + ".find(x => x.target.endsWith('?curl')).id)");
            viewer.await("a struck field", PANEL + ".querySelector('tr.removed del')?.innerText.includes('X-Hop')");
            assertThat(viewer.script(
                            "[..." + PANEL + ".querySelectorAll('tr.removed')].map(row => row.innerText).join()"))
                    .contains("X-Hop: for the proxy", "RFC 9110 section 7.6.1");
            assertThat(viewer.script(PANEL + ".innerText")).contains("Proxy-Connection", "Via: 1.1 clearhop");
            viewer.screenshot("console-heads");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    @Test
    void aBrowserOnTheDumbPortHangsTheHangClockSaysWhyAndTheSwitchHeals() throws Exception {
        try (Browser viewer = Browser.direct(DESK);
                Browser user = Browser.forHost(NAME, proxy.authority("dumb"))) {
            viewer.open(proxy.console());
            user.open(url());
            viewer.await("a hang", "document.querySelector('#hang:not([hidden])')");
            viewer.await(
                    "its cause",
                    "document.querySelector('#hang').innerText.includes('keep')"
                            + " || document.querySelector('#hang').innerText.includes('Keep')");
            viewer.await(
                    "two seconds of it",
                    EXCHANGES + ".some(x => x.hang && clearhop.app.clock.now() - x.hang.since > 2500)");
            String hang = viewer.script("document.querySelector('#hang').innerText");
            assertThat(hang)
                    .contains("waits for")
                    .containsIgnoringCase("origin")
                    .contains("Ends in");
            viewer.screenshot("console-hang");
            user.screenshot("console-hang-browser");
            viewer.script("document.querySelector('button[lang=ko]').click()");
            viewer.await(
                    "the hang in Korean",
                    "document.querySelector('#hang .words').innerText.includes('멍청한 프락시는 응답을 중계한 뒤 원서버가 커넥션을 닫기를 기다립니다')");
            viewer.screenshot("console-hang-ko");
            assertThat(user.images()).isLessThan(IMAGES);

            viewer.script("[...document.querySelectorAll('.listener')].find(l => l.innerText.includes('"
                    + proxy.address("dumb").getPort() + "')).querySelector('button.smart').click()");
            viewer.await(
                    "a switched listener", "clearhop.app.store.listeners.every(listener => listener.mode === 'smart')");
            try (Browser next = Browser.forHost(NAME, proxy.authority("dumb"))) {
                next.open(url());
                next.awaitImages(IMAGES, Duration.ofSeconds(10));
            }
            viewer.screenshot("console-healed");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    @Test
    void aTraceOpensFromAFileAndNeedsNoProxy() throws Exception {
        Curl.transfers(proxy, "--proxy-user", "me:geheim", nginx.url("/page.html"));
        Path file = directory.resolve("trace.html");
        try (var trace = URI.create(proxy.console() + "api/trace").toURL().openStream()) {
            Files.copy(trace, file);
        }
        proxy.close();
        assertThat(Files.readString(file)).doesNotContain("geheim").doesNotContain("bWU6Z2VoZWlt");
        try (Browser viewer = Browser.direct(DESK)) {
            viewer.open(file.toUri().toString());
            viewer.await("the exchange", EXCHANGES + ".length === 1");
            viewer.script("clearhop.app.openExchange(" + EXCHANGES + "[0].id)");
            viewer.await("its heads", PANEL + ".innerText.includes('Proxy-Connection')");
            viewer.screenshot("console-trace");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    @Test
    void throughTheProxyItHasANameAndShowsItself() throws Exception {
        try (Browser viewer = Browser.forHost("clearhop.test", proxy.authority("smart"))) {
            viewer.open("http://clearhop.test/");
            viewer.await("its own requests", EXCHANGES + ".some(x => x.target.startsWith('http://clearhop.test/'))");
            viewer.await("a status line", "!document.querySelector('#status').innerText.startsWith('0')");
            viewer.screenshot("console-itself");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    private String url() {
        return "http://" + NAME + ":" + nginx.port() + "/page.html";
    }

    private static byte[] page() {
        return ("""
                <!doctype html>
                <title>Twelve images</title>
                <link rel=icon href=data:,>
                <h1>Twelve images</h1>
                """
                        + IntStream.rangeClosed(1, IMAGES)
                                .mapToObj("<img src='image-%d.svg' width=120 height=90 alt='waiting'>"::formatted)
                                .collect(Collectors.joining("\n")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] image(int number) {
        return """
                <svg xmlns='http://www.w3.org/2000/svg' width='120' height='90'>
                <rect width='120' height='90' fill='hsl(%d, 60%%, 60%%)'/>
                </svg>
                """.formatted(number * 30).getBytes(StandardCharsets.UTF_8);
    }
}
