package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Switching a listener, as its clients and an origin see it. */
class ConsoleModeTest {
    private static Response change(ConsoleUnderTest console, String mode) {
        String address = console.json("/api/mode").get(0).get("address").asText();
        return console.post("/api/mode", "{\"address\":\"" + address + "\",\"mode\":\"" + mode + "\"}");
    }

    @Test
    void newConnectionsGetTheNewModeAndOpenOnesKeepTheirs() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.echoRequest()));
                ConsoleUnderTest console = ConsoleUnderTest.of(ListenMode.DUMB);
                ScriptedClient before = console.proxy().client()) {
            assertThat(before.exchange(get(origin, "/1", "Proxy-Connection: keep-alive"))
                            .text())
                    .contains("Proxy-Connection");
            JsonNode listeners = ConsoleUnderTest.parse(change(console, "smart"));
            assertThat(listeners.get(0).get("mode").asText()).isEqualTo("smart");
            try (ScriptedClient after = console.proxy().client()) {
                for (int i = 0; i < 2; i++) {
                    assertThat(after.exchange(get(origin, "/2", "Proxy-Connection: keep-alive"))
                                    .text())
                            .contains("Via: 1.1 clearhop")
                            .doesNotContain("Proxy-Connection");
                }
            }
            change(console, "dumb");
            try (ScriptedClient again = console.proxy().client()) {
                assertThat(again.exchange(get(origin, "/3", "Proxy-Connection: keep-alive"))
                                .text())
                        .contains("Proxy-Connection");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"mode\":\"smart\"}",
                "{\"address\":\"ADDRESS\"}",
                "{\"address\":\"ADDRESS\",\"mode\":\"clever\"}",
                "{\"address\":\"ADDRESS\",\"mode\":\"smart\"} x",
            })
    void whatIsNoWishIsToldWhatItLacks(String json) {
        try (ConsoleUnderTest console = ConsoleUnderTest.of(ListenMode.SMART)) {
            String address = console.json("/api/mode").get(0).get("address").asText();
            Response response = console.post("/api/mode", json.replace("ADDRESS", address));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(ConsoleUnderTest.parse(response).get("detail").asText()).endsWith(".");
        }
    }

    @Test
    void anAddressThatIsNotListenedOnIsUnknown() {
        try (ConsoleUnderTest console = ConsoleUnderTest.of(ListenMode.SMART)) {
            assertThat(console.post("/api/mode", "{\"address\":\"1.2.3.4:5\",\"mode\":\"dumb\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatIsRecordedHasTheModeOfItsConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ConsoleUnderTest console = ConsoleUnderTest.of(ListenMode.SMART)) {
            change(console, "dumb");
            try (ScriptedClient client = console.proxy().client()) {
                assertThat(client.exchange(get(origin, "/")).hasField("Via")).isFalse();
            }
            JsonNode exchange = console.awaitExchange(x -> true);
            assertThat(exchange.get("mode").asText()).isEqualTo("dumb");
        }
    }

    /** A dumb proxy asks for no password, so that who needs one cannot use it. */
    @Test
    void aListenerThatAsksForPasswordsIsNotOpenedToEveryone() {
        Path users = Path.of("src/test/resources/io/clearhop/access/users.htpasswd");
        try (ConsoleUnderTest console = ConsoleUnderTest.of(
                ListenMode.SMART,
                builder -> builder.listeners(List.of(new Listener(ListenMode.SMART, "127.0.0.1", 0, true)))
                        .access(access -> access.withAuthFile(users)))) {
            assertThat(fromElsewhere(console).statusCode()).isEqualTo(407);
            change(console, "dumb");
            assertThat(fromElsewhere(console).statusCode()).isEqualTo(403);
        }
    }

    private static Response fromElsewhere(ConsoleUnderTest console) {
        try (ScriptedClient client = console.proxy().client()) {
            client.send("PROXY TCP4 198.51.100.7 127.0.0.1 4000 8080\r\n");
            return client.exchange(Messages.head("GET http://origin.test/ HTTP/1.1", "Host: origin.test"));
        }
    }
}
