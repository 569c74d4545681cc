package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proxy auto-config files in a real browser. */
@Timeout(90)
class PacIT {
    /** Names that lead nowhere but through the proxy. */
    private static final String NAME = "origin.test";

    /** One that leads to the origin without a proxy as well. */
    private static final String KNOWN = "known.test";

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @AutoClose
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory, "keepalive_timeout 60s;");
        nginx.file(
                "page.html",
                "<!doctype html><link rel=icon href=data:,><title>here</title>".getBytes(StandardCharsets.UTF_8));
        proxy = Clearhop.start(ClearhopCommand.of(
                "--listen",
                "smart=127.0.0.1:0",
                "--console",
                "127.0.0.1:0",
                "--drain-timeout",
                "0",
                "--resolve",
                NAME + "=127.0.0.1",
                "--resolve",
                KNOWN + "=127.0.0.1"));
    }

    private String url(String host) {
        return "http://" + host + ":" + nginx.port() + "/page.html";
    }

    /** A browser that knows one name itself. */
    private static Browser browser(String pac) throws Exception {
        return Browser.with(pac, "--host-resolver-rules=MAP " + KNOWN + " 127.0.0.1");
    }

    private void awaitPage(Browser browser, String host) {
        browser.open(url(host));
        browser.await("the page", "document.title === 'here'");
    }

    private static String pac(String... arguments) throws Exception {
        Ran ran = ClearhopCommand.of("pac").and(arguments).run();
        assertThat(ran.code()).as(ran.errors()).isZero();
        return String.join("\n", ran.out());
    }

    @Test
    void theConsolesFileLeadsThroughTheProxyAndPastItForWhatIsNamed() throws Exception {
        try (Browser browser =
                browser(Browser.PAC_URL + proxy.console() + "proxy.pac?direct=*." + KNOWN + "," + KNOWN)) {
            awaitPage(browser, NAME);
            awaitPage(browser, KNOWN);
        }
        assertThat(proxy.awaitLog(1)).anyMatch(line -> line.request().contains(NAME));
        assertThat(nginx.log()).as("requests at the origin").hasSize(2);
        assertThat(proxy.awaitLog(1)).noneMatch(line -> line.request().contains(KNOWN));
    }

    @Test
    void theDemosFileLeadsItsNamesAloneThroughTheProxy() throws Exception {
        String other = "elsewhere.example";
        try (Browser browser = Browser.with(
                Browser.pac(Demo.pac(proxy.authority())), "--host-resolver-rules=MAP " + other + " 127.0.0.1")) {
            awaitPage(browser, NAME);
            browser.open(url(other));
            browser.await("the page", "location.host.startsWith('" + other + "') && document.title === 'here'");
        }
        assertThat(proxy.awaitLog(1)).anyMatch(line -> line.request().contains(NAME));
        assertThat(nginx.log()).as("requests at the origin").hasSize(2);
        assertThat(proxy.awaitLog(1)).noneMatch(line -> line.request().contains(other));
    }

    @Test
    void whereTheFirstProxyIsGoneTheBrowserTakesTheNext() throws Exception {
        String gone;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = "127.0.0.1:" + taken.getLocalPort();
        }
        try (Browser browser = browser(Browser.pac(pac(gone, proxy.authority())))) {
            awaitPage(browser, NAME);
        }
        assertThat(proxy.awaitLog(1)).anyMatch(line -> line.request().contains(NAME));
    }

    @Test
    void withoutAnyProxyItGoesDirectlyOnlyWhereTheFileSaysSo() throws Exception {
        String gone = proxy.authority();
        proxy.close();
        try (Browser browser = browser(Browser.pac(pac("--or-direct", gone)))) {
            awaitPage(browser, KNOWN);
        }
        try (Browser browser = browser(Browser.pac(pac(gone)))) {
            browser.open(url(KNOWN));
            browser.await("an error page", "document.body?.innerText.includes('ERR_PROXY_CONNECTION_FAILED')");
        }
    }
}
