package io.clearhop.wire;

import io.clearhop.evidence.JettyReader;
import io.clearhop.evidence.ReadMessage;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Wire;
import java.time.Duration;
import java.util.List;

/**
 * What a careful client makes of what it gets: the final response as far as it came, and how that ended.
 *
 * @param response null if not even a head came
 * @param end BYTES if the response was complete before the connection ended
 * @param fault what makes it no response, or null
 */
record Delivery(ReadMessage response, Arrival end, String fault) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Reads the response to a request with this method, to its end or the connection's. */
    static Delivery read(Wire wire, String method) {
        JettyReader reader = JettyReader.ofResponses(n -> method);
        while (true) {
            Arrival arrival = wire.awaitArrival(PATIENCE);
            if (arrival == Arrival.BYTES) {
                reader.feed(wire.readBytes(wire.available()));
            } else if (arrival == Arrival.FIN) {
                reader.end();
            }
            ReadMessage last = last(reader.messages());
            boolean complete = last != null && last.complete();
            if (arrival != Arrival.BYTES || complete || reader.fault() != null) {
                return new Delivery(last, arrival, reader.fault());
            }
        }
    }

    private static ReadMessage last(List<ReadMessage> messages) {
        List<ReadMessage> finals = messages.stream()
                .filter(m -> m.start() != null && !m.isInterim())
                .toList();
        return finals.isEmpty() ? null : finals.get(finals.size() - 1);
    }

    /** Whether the client takes it for a whole response with this status. */
    boolean isWhole(int status) {
        return response != null && response.complete() && response.start().startsWith(status + " ");
    }
}
