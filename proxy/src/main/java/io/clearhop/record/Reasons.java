package io.clearhop.record;

import io.clearhop.http.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of an exchange why everything became as it did. */
final class Reasons {
    private static final String PERSISTENCE = "RFC 9112 section 9.3";

    private Reasons() {}

    static List<WhyView> of(ExchangeEntry exchange) {
        List<WhyView> found = new ArrayList<>();
        if (exchange.choice != null) {
            Label choice = Label.of(exchange.choice);
            found.add(new WhyView("connection", Saying.of(choice), choice.section()));
        }
        if (exchange.attempts() > 1) {
            found.add(new WhyView(
                    "retry",
                    new Saying(
                            "repeated",
                            Map.of("n", Integer.toString(exchange.attempts())),
                            "The request was sent " + exchange.attempts()
                                    + " times: before, no byte of a response had come."),
                    "RFC 9110 section 9.2.2"));
        }
        if (exchange.retryRefused != null) {
            found.add(new WhyView("retry", exchange.retryRefused, "RFC 9110 section 9.2.2"));
        }
        if (exchange.outcome != null) {
            found.add(persistence("client-persistence", "The client's connection", exchange.clientClose));
            if (exchange.origin != 0) {
                found.add(persistence("origin-persistence", "The origin's connection", exchange.originClose));
            }
            Label outcome = Label.of(exchange.outcome);
            found.add(new WhyView("close", Saying.of(outcome), outcome.section()));
        }
        return found;
    }

    private static WhyView persistence(String about, String what, @Nullable CloseReason closes) {
        if (closes == null) {
            String kept = what + " is kept: nobody asked to close it, and the message ended by itself.";
            return new WhyView(about, new Saying("kept", Map.of(), kept), PERSISTENCE);
        }
        String closed = what + " is closed: " + closes.sentence() + ".";
        return new WhyView(about, new Saying("closed", Map.of("why", closes.label()), closed), closes.section());
    }
}
