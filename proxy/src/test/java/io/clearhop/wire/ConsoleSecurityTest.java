package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the console for what; each byte as it is on the wire. */
class ConsoleSecurityTest {
    private static final String MODE = "{\"address\":\"1.2.3.4:5\",\"mode\":\"dumb\"}";

    @AutoClose
    private ConsoleUnderTest console;

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.of(ListenMode.SMART);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:1, 200",
        "localhost:9000, 200",
        "LOCALHOST, 200",
        "[::1]:8081, 200",
        "10.1.2.3, 200",
        "clearhop.test, 200",
        "evil.test, 421",
        "localhost.evil.test, 421",
        "127.0.0.1.evil.test:8081, 421",
        "clearhop.test.evil.test, 421",
        "evil.test:127, 421",
        "[::1, 421",
        "'', 421",
    })
    void aNameThatOthersCanPointHereIsNoneOfItsOwn(String host, int status) {
        try (ScriptedClient client = console.connect()) {
            Response response = client.exchange(head("GET /api/state HTTP/1.1", "Host: " + host));
            assertThat(response.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void noHostAndTwoHostsAreRefused() {
        try (ScriptedClient client = console.connect()) {
            assertThat(client.exchange(head("GET / HTTP/1.1")).statusCode()).isEqualTo(421);
            Response two = client.exchange(head("GET / HTTP/1.1", "Host: localhost", "Host: evil.test"));
            assertThat(two.statusCode()).isBetween(400, 421);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.test, 403",
        "Origin: null, 403",
        "Origin: http://localhost:3000, 403",
        "Origin: https://OWN, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: same-origin, 404",
        "Origin: http://OWN, 404",
        "X: no browser, 404",
    })
    void anotherSitesPageChangesNothing(String field, int status) {
        Response response = console.post("/api/mode", MODE, field.replace("OWN", console.authority()));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"cross-site, no-cors, 403", "cross-site, navigate, 403", "same-origin, cors, 200", "none, navigate, 200"
    })
    void anotherSitesPageReadsNothing(String site, String mode, int status) {
        Response response = console.ask("GET /api/state", "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.field("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.hasField("Access-Control-Allow-Origin")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/state", "/api/events", "/js/main.js"})
    void whereBrowsersDoNotSayOfWhichSiteTheyAreOriginDoes(String path) {
        assertThat(console.ask("GET " + path, "Origin: http://evil.test").statusCode())
                .isEqualTo(403);
        assertThat(console.ask("GET " + path, "Origin: http://" + console.authority(), "Origin: http://evil.test")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLinkToThePageIsNoCrime() {
        Response page = console.ask("GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate");
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void whatAFormCanSendChangesNothing(String type) {
        try (ScriptedClient client = console.connect()) {
            Response response = client.exchange(
                    console.head("POST /api/reset", "Content-Type: " + type, "Content-Length: 2") + "{}");
            assertThat(response.statusCode()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../META-INF/MANIFEST.MF",
                "/js/../../META-INF/MANIFEST.MF",
                "/js/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/%2e%2e%2fMETA-INF/MANIFEST.MF",
                "//etc/passwd",
                "/js//app.js",
                "/js/app.js%00.html",
                "/JS/app.js",
                "/META-INF/MANIFEST.MF",
                "/js",
                "/js/",
                "/..",
            })
    void nothingButTheFilesOfThePageIsServed(String path) {
        assertThat(console.ask("GET " + path).statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestHasItsLimits() {
        try (ScriptedClient client = console.connect()) {
            client.send("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readResponse().statusCode()).isEqualTo(414);
            client.awaitEnd();
        }
        try (ScriptedClient client = console.connect()) {
            client.send(head("GET / HTTP/1.1", "Host: localhost", "X: " + "a".repeat(17_000)));
            assertThat(client.readResponse().statusCode()).isEqualTo(431);
            client.awaitEnd();
        }
        try (ScriptedClient client = console.connect()) {
            client.send(console.head("POST /api/mode", "Content-Type: application/json", "Content-Length: 70000"));
            assertThat(client.readResponse().statusCode()).isEqualTo(413);
        }
    }

    @Test
    void whatIsNoHttpIsToldSo() {
        try (ScriptedClient client = console.connect()) {
            client.send("nonsense\r\n\r\n");
            assertThat(client.readResponse().statusCode()).isEqualTo(400);
            client.awaitEnd();
        }
    }

    @Test
    void thePageMayLoadItsOwnFilesAndNothingElse() {
        Response page = console.ask("GET /");
        assertThat(page.field("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.field("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.field("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(console.ask("GET /api/state").field("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aFileIsSentOnce() {
        Response first = console.ask("GET /js/main.js");
        assertThat(first.field("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        Response second = console.ask("GET /js/main.js", "If-None-Match: " + first.field("ETag"));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE /api/state, 'GET, HEAD'",
        "GET /api/reset, POST",
        "PUT /api/mode, 'GET, HEAD, POST'",
        "POST /api/events, 'GET, HEAD'",
        "OPTIONS /, 'GET, HEAD'",
    })
    void anOtherMethodIsToldWhichThereAre(String line, String allowed) {
        Response response = console.ask(line, "Content-Type: application/json", "Content-Length: 0");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.field("Allow")).isEqualTo(allowed);
        assertThat(response.field("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void headHasTheFieldsOfGet() {
        try (ScriptedClient client = console.connect()) {
            client.send(console.head("HEAD /version"));
            Response response = client.readResponse("HEAD");
            assertThat(response.field("Content-Length"))
                    .isEqualTo(console.ask("GET /version").field("Content-Length"));
            assertThat(client.exchange(console.head("GET /livez")).text()).isEqualTo("ok\n");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        try (ScriptedClient client = console.connect()) {
            client.send(console.head("GET /api/process") + console.head("GET /livez") + console.head("GET /version"));
            assertThat(client.readResponse().text()).contains("heapUsed");
            assertThat(client.readResponse().text()).isEqualTo("ok\n");
            assertThat(client.readResponse().text()).contains("product");
        }
    }
}
