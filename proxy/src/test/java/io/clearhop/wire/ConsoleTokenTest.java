package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.ConsoleUnderTest.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console that asks for a token. */
class ConsoleTokenTest {
    @AutoClose
    private ConsoleUnderTest console;

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.withToken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/state", "/api/events", "/js/main.js", "/version", "/?token=", "/?token=wrong"})
    void withoutItNothingIsShown(String path) {
        Response response = console.ask("GET " + path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.field("WWW-Authenticate")).startsWith("Bearer");
        assertThat(response.text()).doesNotContain(TOKEN);
    }

    @Test
    void whetherItLivesIsNoSecret() {
        assertThat(console.ask("GET /livez").statusCode()).isEqualTo(200);
        assertThat(console.ask("GET /readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramSendsItWithEachRequest() {
        assertThat(console.ask("GET /api/state", "Authorization: Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.ask("GET /api/state", "Authorization: Bearer " + TOKEN + "x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(console.ask("GET /api/state", "Authorization: Basic " + TOKEN)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aBrowserShowsItOnceAndHasACookieThatDoesNotContainIt() {
        Response login = console.ask("GET /?token=" + TOKEN);
        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.field("Location")).isEqualTo("/");
        String cookie = login.field("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(console.ask("GET /", "Cookie: a=b; " + pair).statusCode()).isEqualTo(200);
        assertThat(console.ask("GET /", "Cookie: " + pair + "0").statusCode()).isEqualTo(401);
    }

    /** As a container's or a service's name: nobody can have pointed it here for somebody who knows the token. */
    @Test
    void withItTheConsoleMayHaveAnyName() {
        try (ScriptedClient client = console.connect()) {
            String request = "GET /version HTTP/1.1";
            assertThat(client.exchange(head(request, "Host: clearhop:8081", "Authorization: Bearer " + TOKEN))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.exchange(head(request, "Host: clearhop:8081")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void throughTheProxyItIsNoPartOfAUrlThatWouldBeLogged() {
        try (ScriptedClient client = console.proxy().client()) {
            Response inUrl = client.exchange(
                    head("GET http://clearhop.test/?token=" + TOKEN + " HTTP/1.1", "Host: clearhop.test"));
            assertThat(inUrl.statusCode()).isEqualTo(403);
            Response inField = client.exchange(head(
                    "GET http://clearhop.test/version HTTP/1.1",
                    "Host: clearhop.test",
                    "Authorization: Bearer " + TOKEN));
            assertThat(inField.statusCode()).isEqualTo(200);
        }
    }
}
