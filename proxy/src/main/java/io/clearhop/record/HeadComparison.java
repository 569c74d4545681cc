package io.clearhop.record;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.http.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets a received head and the sent one side by side, line by line, each with what was decided about it. */
final class HeadComparison {
    private static final Set<String> HOP_BY_HOP = Stream.of(Field.values())
            .filter(row -> row.passage() == Field.Passage.HOP_BY_HOP)
            .map(row -> row.fieldName().toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final List<String> received;
    private final List<String> sent;
    private final List<FieldView> rows = new ArrayList<>();

    private HeadComparison(HeadText received, HeadText sent) {
        this.received = new ArrayList<>(received.lines());
        this.sent = new ArrayList<>(sent.lines());
    }

    /**
     * Compares.
     *
     * @param received bytes, empty where the proxy made the head
     * @param sent bytes, empty where it went nowhere
     * @param decisions null where the dumb proxy relayed it, or nobody decided
     * @param rest what to say of received lines about which there is no decision
     */
    static HeadsView of(byte[] received, byte[] sent, @Nullable List<FieldDecision> decisions, LineRule rest) {
        HeadText from = HeadText.of(received);
        HeadText to = HeadText.of(sent);
        HeadComparison comparison = new HeadComparison(from, to);
        if (decisions != null) {
            decisions.forEach(comparison::decided);
            comparison.rest(rest);
        } else {
            comparison.relayed();
        }
        return new HeadsView(
                received.length == 0 ? null : from.startLine(),
                sent.length == 0 ? null : to.startLine(),
                received.length == 0 || sent.length == 0 ? List.of() : startLine(from, to),
                List.copyOf(comparison.rows),
                received,
                sent);
    }

    /** What became of the lines of a trailer section, of which nobody keeps the values. */
    static List<FieldView> trailers(List<FieldDecision> decisions) {
        return decisions.stream()
                .map(decision -> row(
                        decision.field(),
                        decision.rule().action() == FieldRule.Action.REMOVED ? null : decision.field(),
                        decision.rule()))
                .toList();
    }

    private void decided(FieldDecision decision) {
        FieldRule rule = decision.rule();
        switch (rule.action()) {
            case KEPT, TRANSLATED -> {
                String line = take(received, decision.field());
                rows.add(row(line, rule == FieldRule.PROXY_CONNECTION ? null : take(sent, decision.field()), rule));
            }
            case REMOVED -> rows.add(row(take(received, decision.field()), null, rule));
            case ADDED ->
                decision.field().lines().forEach(line -> rows.add(row(null, take(sent, HeadText.name(line)), rule)));
        }
    }

    /** Lines about which nothing was decided, or nobody was told. */
    private void rest(LineRule rule) {
        for (String line : received) {
            boolean passed = rule == LineRule.NOT_KEPT;
            FieldView.Decision decision = passed ? FieldView.Decision.PASSED : FieldView.Decision.REMOVED;
            rows.add(rule.view(line, passed ? line : null, decision));
        }
    }

    private void relayed() {
        for (String line : received) {
            String passed = take(sent, HeadText.name(line));
            if (passed != null) {
                boolean blind = HOP_BY_HOP.contains(HeadText.name(line));
                LineRule rule = blind ? LineRule.RELAYED_BLINDLY : LineRule.RELAYED;
                rows.add(rule.view(line, passed, FieldView.Decision.PASSED));
            }
        }
        for (String line : sent) {
            rows.add(new FieldView(null, line, FieldView.Decision.ADDED, "own", "The proxy's own line.", null));
        }
    }

    private static @Nullable String take(List<String> lines, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lines.size(); i++) {
            if (HeadText.name(lines.get(i)).equals(wanted)) {
                return lines.remove(i);
            }
        }
        return null;
    }

    private static FieldView row(@Nullable String received, @Nullable String sent, FieldRule rule) {
        return new FieldView(
                received,
                sent,
                decision(received, sent, rule),
                rule.label(),
                Label.sentence(rule.sentence()),
                rule.source());
    }

    private static FieldView.Decision decision(@Nullable String received, @Nullable String sent, FieldRule rule) {
        return switch (rule.action()) {
            case KEPT ->
                sent == null || sent.equals(received) ? FieldView.Decision.PASSED : FieldView.Decision.REPAIRED;
            case REMOVED -> FieldView.Decision.REMOVED;
            case TRANSLATED -> FieldView.Decision.TRANSLATED;
            case ADDED -> FieldView.Decision.ADDED;
        };
    }

    private static List<FieldView> startLine(HeadText from, HeadText to) {
        List<FieldView> found = new ArrayList<>();
        boolean response = from.startLine().startsWith("HTTP/");
        int version = response ? 0 : 2;
        if (!response && !from.word(1).equals(to.word(1))) {
            boolean shortened = to.word(1).startsWith("/") || to.word(1).equals("*");
            LineRule rule = shortened ? LineRule.TARGET_OF_ORIGIN : LineRule.TARGET_COMPLETED;
            found.add(rule.view(from.word(1), to.word(1), FieldView.Decision.TRANSLATED));
        }
        if (!from.word(version).equals(to.word(version))) {
            found.add(LineRule.OWN_VERSION.view(from.word(version), to.word(version), FieldView.Decision.TRANSLATED));
        }
        return found;
    }
}
