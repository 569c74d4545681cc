package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.lab.ScriptedClient;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads the console's stream. */
final class EventReader implements AutoCloseable {
    private static final int MOST = 200;

    private final ScriptedClient client;
    private final StringBuilder read = new StringBuilder();

    /** One event. */
    record Event(String name, String id, JsonNode data) {}

    /** Of a connection on which the request has been sent. */
    EventReader(ScriptedClient client) {
        this.client = client;
        String head = client.wire().readHead();
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("content-type: text/event-stream");
    }

    Event next() {
        while (read.indexOf("\n\n") < 0) {
            byte[] latin1 = client.wire().readChunk().data().getBytes(StandardCharsets.ISO_8859_1);
            read.append(new String(latin1, StandardCharsets.UTF_8));
        }
        int end = read.indexOf("\n\n");
        String[] lines = read.substring(0, end).split("\n", -1);
        read.delete(0, end + 2);
        if (lines.length == 2) {
            // Of the lab, which has no id.
            return new Event(
                    lines[0].substring("event: ".length()),
                    "",
                    ConsoleUnderTest.parse(lines[1].substring("data: ".length())));
        }
        if (lines.length < 3) {
            return next();
        }
        return new Event(
                lines[0].substring("event: ".length()),
                lines[1].substring("id: ".length()),
                ConsoleUnderTest.parse(lines[2].substring("data: ".length())));
    }

    JsonNode awaitExchange(Predicate<JsonNode> condition) {
        for (int i = 0; i < MOST; i++) {
            for (JsonNode exchange : next().data().get("exchanges")) {
                if (condition.test(exchange)) {
                    return exchange;
                }
            }
        }
        throw new AssertionError("no such exchange in " + MOST + " events");
    }

    @Override
    public void close() {
        client.close();
    }
}
