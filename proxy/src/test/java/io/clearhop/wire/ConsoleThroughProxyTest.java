package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.Cidr;
import io.clearhop.access.DestinationPattern;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code http://clearhop.test/} through the proxy. */
class ConsoleThroughProxyTest {
    private static final String GET = head("GET http://clearhop.test/version HTTP/1.1", "Host: clearhop.test");

    @ParameterizedTest
    @EnumSource
    void itIsTheConsole(ListenMode mode) {
        try (ConsoleUnderTest console = ConsoleUnderTest.of(mode);
                ScriptedClient client = console.proxy().client()) {
            assertThat(client.exchange(GET).text()).contains("\"product\":\"Clearhop\"");
            assertThat(console.awaitExchange(x -> x.get("target").asText().startsWith("http://clearhop.test"))
                            .get("status")
                            .asInt())
                    .as("the console shows who looks at it")
                    .isIn(0, 200);
        }
    }

    @Test
    void aParentProxyIsNotAskedForIt() {
        try (ConsoleUnderTest console =
                        ConsoleUnderTest.of(ListenMode.SMART, builder -> builder.parent(new HostPort("127.0.0.1", 1)));
                ScriptedClient client = console.proxy().client()) {
            assertThat(client.exchange(GET).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whereThereIsNoConsoleTheNameIsNobodys() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(GET).statusCode()).isBetween(502, 504);
        }
    }

    /** By its name or by its address, whatever the rules of destinations allow. */
    @ParameterizedTest
    @ValueSource(strings = {"clearhop.test", "OWN"})
    void clientsOnOtherMachinesAreRefused(String name) {
        try (ConsoleUnderTest console = elsewhere(false)) {
            String host = name.replace("OWN", console.authority());
            Response response = fromElsewhere(console, "http://" + host + "/version");
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.text()).contains("--console-token");
        }
    }

    @Test
    void withATokenTheyAreAskedForIt() {
        try (ConsoleUnderTest console = elsewhere(true)) {
            assertThat(fromElsewhere(console, "http://clearhop.test/version").statusCode())
                    .isEqualTo(401);
        }
    }

    private static ConsoleUnderTest elsewhere(boolean token) {
        return ConsoleUnderTest.of(ListenMode.SMART, builder -> {
            builder.listeners(List.of(new Listener(ListenMode.SMART, "127.0.0.1", 0, true)))
                    .access(access -> access.plusClient(Cidr.parse("0.0.0.0/0"))
                            .withDestinations(access.destinations()
                                    .plusAllowed(Cidr.parse("127.0.0.0/8"))
                                    .plusAllowed(DestinationPattern.parse("*"))));
            if (token) {
                builder.console(console -> console.withToken(ConsoleUnderTest.TOKEN));
            }
        });
    }

    private static Response fromElsewhere(ConsoleUnderTest console, String url) {
        try (ScriptedClient client = console.proxy().client()) {
            client.send("PROXY TCP4 198.51.100.7 127.0.0.1 4000 8080\r\n");
            return client.exchange(head("GET " + url + " HTTP/1.1", "Host: clearhop.test"));
        }
    }
}
