package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console's PAC file: the proxy's own listeners, as who asks reaches them. */
class ConsolePacTest {
    private static ConsoleUnderTest listening(Listener... listeners) {
        return ConsoleUnderTest.of(ListenMode.SMART, builder -> builder.listeners(List.of(listeners)));
    }

    private static int port(ConsoleUnderTest console, int nth) {
        return console.proxy().server().listeners().get(nth).address().getPort();
    }

    private static Response askAs(ConsoleUnderTest console, String host, String path) {
        try (ScriptedClient client = console.connect()) {
            return client.exchange(Messages.head("GET " + path + " HTTP/1.1", "Host: " + host));
        }
    }

    @Test
    void allSmartListenersAreInItAndTheMediaTypeIsThatOfPacFiles() {
        try (ConsoleUnderTest console = listening(
                new Listener(ListenMode.SMART, "127.0.0.1", 0),
                new Listener(ListenMode.DUMB, "127.0.0.1", 0),
                new Listener(ListenMode.SMART, "127.0.0.1", 0),
                new Listener(ListenMode.SMART, "127.0.0.1", 0, true))) {
            Response file = console.ask("GET /proxy.pac");

            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.field("Content-Type")).isEqualTo("application/x-ns-proxy-autoconfig");
            assertThat(file.text())
                    .contains("\"PROXY 127.0.0.1:" + port(console, 0) + "; PROXY 127.0.0.1:" + port(console, 2) + "\"")
                    .doesNotContain("isNamed");
            assertThat(console.ask("GET /proxy.pac?mode=dumb").text())
                    .contains("\"PROXY 127.0.0.1:" + port(console, 1) + "\"");
        }
    }

    @Test
    void aListenerOnAllAddressesHasTheNameThatTheConsoleWasAskedUnder() {
        try (ConsoleUnderTest console = listening(new Listener(ListenMode.SMART, "0.0.0.0", 0))) {
            int port = port(console, 0);

            assertThat(askAs(console, "192.0.2.1:8081", "/proxy.pac").text())
                    .contains("\"PROXY 192.0.2.1:" + port + "\"");
            assertThat(askAs(console, "[2001:db8::1]:8081", "/proxy.pac").text())
                    .contains("\"PROXY [2001:db8::1]:" + port + "\"");
            assertThat(askAs(console, "Localhost", "/proxy.pac").text()).contains("\"PROXY localhost:" + port + "\"");
            assertThat(askAs(console, "clearhop.test", "/proxy.pac").text())
                    .contains("\"PROXY 127.0.0.1:" + port + "\"");
            assertThat(askAs(console, "a\"; alert(1)//", "/proxy.pac").text())
                    .contains("\"PROXY 127.0.0.1:" + port + "\"")
                    .doesNotContain("alert");
        }
    }

    @Test
    void aListenerForThisMachineIsNothingForAnother() {
        try (ConsoleUnderTest console = listening(new Listener(ListenMode.SMART, "127.0.0.1", 0))) {
            Response nothing = askAs(console, "192.0.2.1:8081", "/proxy.pac");

            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.text()).contains("no smart listener that a browser could reach at 192.0.2.1");
        }
    }

    @Test
    void itTakesPatternsAndSaysWhichIsNone() {
        try (ConsoleUnderTest console = ConsoleUnderTest.of(ListenMode.SMART)) {
            assertThat(console.ask("GET /proxy.pac?direct=.example.org,10.0.0.0/8&only=*")
                            .text())
                    .contains("var DIRECT = [\".example.org\", \"10.0.0.0/8\"];")
                    .contains("var ONLY = [\"*\"];");
            Response bad = console.ask("GET /proxy.pac?direct=a%22b");
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(bad.text()).contains("is no address, block or name");
            assertThat(console.ask("GET /proxy.pac?mode=clever").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void itAsksForNoToken() {
        try (ConsoleUnderTest console = ConsoleUnderTest.withToken()) {
            assertThat(console.ask("GET /proxy.pac").statusCode()).isEqualTo(200);
        }
    }
}
