package io.clearhop.forward;

import io.clearhop.http.Head;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/**
 * One decision about one field line.
 *
 * @param field the name as it was spelled, or the proxy's own line without its CRLF
 * @param rule what was done and why
 */
public record FieldDecision(String field, FieldRule rule) {

    /** Collects the decisions about a head while it is being forwarded. */
    public static final class Collector implements FieldDecisions {
        private final Head head;
        private final List<FieldDecision> decisions = new ArrayList<>();

        public Collector(Head head) {
            this.head = head;
        }

        /** What was decided so far, in the order of the sent head. */
        public List<FieldDecision> decisions() {
            return List.copyOf(decisions);
        }

        @Override
        public void received(int line, FieldRule rule) {
            decisions.add(new FieldDecision(head.name(line), rule));
        }

        @Override
        public void added(AsciiString line, FieldRule rule) {
            decisions.add(new FieldDecision(line.toString().strip(), rule));
        }
    }
}
