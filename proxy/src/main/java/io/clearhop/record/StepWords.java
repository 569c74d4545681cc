package io.clearhop.record;

import static java.util.Objects.requireNonNull;

import io.clearhop.observe.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** What is said of the steps that most exchanges have: once for all of them. */
final class StepWords {
    static final Saying RECEIVED = of("request-received", "The request head arrived.");
    static final Saying REQUEST_ENDED = of("request-ended", "The request is complete, with %d bytes of content.");
    static final Saying AWAITED = of("origin-awaited", "All connections to the origin are in use; it waits.");
    static final Saying CONNECTED = of("origin-connected", "It is made.");
    static final Saying FORWARDED = of("request-forwarded", "It goes out on the connection, as number %d there.");
    static final Saying FIRST_BYTE = of("first-byte", "The response begins.");
    static final Saying RESPONSE_FORWARDED = of("response-forwarded", "The head with status %d went to the client.");
    static final Saying ANSWERED = of("answered", "The proxy answers %d by itself.");
    static final Saying TUNNEL = of("tunnel", "Both connections are a tunnel from here on.");

    private static final Map<Outcome, Saying> COMPLETED = new EnumMap<>(Outcome.class);

    static {
        for (Outcome outcome : Outcome.values()) {
            Map<String, String> values = Map.of("outcome", outcome.label());
            COMPLETED.put(
                    outcome, new Saying("completed", values, Label.of(outcome).sentence()));
        }
    }

    private StepWords() {}

    private static Saying of(String label, String sentence) {
        return new Saying(label, Map.of(), sentence);
    }

    static Saying completed(Outcome outcome) {
        return requireNonNull(COMPLETED.get(outcome));
    }
}
