package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A proxy with a console on a port of the system's choice, and what a program asks it. */
final class ConsoleUnderTest implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProxyUnderTest proxy;

    private ConsoleUnderTest(ProxyUnderTest proxy) {
        this.proxy = proxy;
    }

    static ConsoleUnderTest of(ListenMode mode) {
        return of(mode, builder -> {});
    }

    static ConsoleUnderTest of(ListenMode mode, Consumer<ProxyConfigBuilder> changes) {
        return new ConsoleUnderTest(ProxyUnderTest.of(mode, builder -> {
            builder.console(console -> ConsoleSettings.OFF.withAddress(new HostPort("127.0.0.1", 0)));
            changes.accept(builder);
        }));
    }

    static ConsoleUnderTest withToken() {
        return of(ListenMode.SMART, builder -> builder.console(console -> console.withToken(TOKEN)));
    }

    ProxyUnderTest proxy() {
        return proxy;
    }

    InetSocketAddress address() {
        return proxy.server().console().orElseThrow();
    }

    String authority() {
        return "127.0.0.1:" + address().getPort();
    }

    ScriptedClient connect() {
        return ScriptedClient.connect(address());
    }

    /** Sends a request with the console's own Host. */
    Response ask(String requestLine, String... fields) {
        try (ScriptedClient client = connect()) {
            return client.exchange(head(requestLine, fields));
        }
    }

    String head(String requestLine, String... fields) {
        List<String> lines = new ArrayList<>(List.of(requestLine + " HTTP/1.1", "Host: " + authority()));
        lines.addAll(List.of(fields));
        return Messages.head(lines.toArray(String[]::new));
    }

    Response post(String path, String json, String... fields) {
        List<String> all =
                new ArrayList<>(List.of("Content-Type: application/json", "Content-Length: " + json.length()));
        all.addAll(List.of(fields));
        try (ScriptedClient client = connect()) {
            return client.exchange(head("POST " + path, all.toArray(String[]::new)) + json);
        }
    }

    JsonNode json(String path) {
        Response response = ask("GET " + path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return parse(response);
    }

    static JsonNode parse(Response response) {
        return parse(new String(response.bytes(), StandardCharsets.UTF_8));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** The first recorded exchange that is like this, when there is one. */
    JsonNode awaitExchange(Predicate<JsonNode> condition) {
        try (EventReader events = events("")) {
            return events.awaitExchange(condition);
        }
    }

    /** A stream. */
    EventReader events(String query, String... fields) {
        ScriptedClient client = connect();
        client.send(head("GET /api/events" + query, fields));
        return new EventReader(client);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
