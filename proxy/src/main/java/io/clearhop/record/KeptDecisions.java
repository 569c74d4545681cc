package io.clearhop.record;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the lines of a head, in few objects: those of thousands of exchanges are kept, and whatever
 * lives for long the collector has to copy while the proxy stands still.
 */
final class KeptDecisions {
    static final KeptDecisions NONE = new KeptDecisions("", new FieldRule[0]);

    /** In no line of a head that was accepted (RFC 9110 section 5.5), nor in one of the proxy's. */
    private static final char SEPARATOR = '\0';

    private final String fields;
    private final FieldRule[] rules;

    private KeptDecisions(String fields, FieldRule[] rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /** Keeps them, without the secrets of lines that are the proxy's own; of the others they hold the names alone. */
    static KeptDecisions of(List<FieldDecision> decisions, Secrets secrets) {
        if (decisions.isEmpty()) {
            return NONE;
        }
        StringBuilder fields = new StringBuilder(24 * decisions.size());
        FieldRule[] rules = new FieldRule[decisions.size()];
        for (int i = 0; i < rules.length; i++) {
            FieldDecision one = decisions.get(i);
            rules[i] = one.rule();
            boolean own = one.rule().action() == FieldRule.Action.ADDED;
            fields.append(own ? secrets.mask(one.field()) : one.field()).append(SEPARATOR);
        }
        return new KeptDecisions(fields.toString(), rules);
    }

    /** As they were made. */
    List<FieldDecision> list() {
        List<FieldDecision> found = new ArrayList<>(rules.length);
        int at = 0;
        for (FieldRule rule : rules) {
            int end = fields.indexOf(SEPARATOR, at);
            found.add(new FieldDecision(fields.substring(at, end), rule));
            at = end + 1;
        }
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeptDecisions kept && fields.equals(kept.fields) && Arrays.equals(rules, kept.rules);
    }

    /** That of the text is remembered by the text; rules follow from it, nearly. */
    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** About how many bytes it keeps in memory. */
    int weight() {
        return fields.length() + 4 * rules.length;
    }
}
