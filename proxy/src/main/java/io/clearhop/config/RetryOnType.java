package io.clearhop.config;

import io.clearhop.http.RetryCause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Failures after which a request is repeated: names with commas between them, or {@code none}. */
record RetryOnType() implements ValueType<Set<RetryCause>> {
    private static final String NONE = "none";

    @Override
    public String placeholder() {
        return "FAILURES";
    }

    @Override
    public String range() {
        List<String> names = new ArrayList<>(List.of(NONE));
        Arrays.stream(RetryCause.values()).map(RetryCause::label).forEach(names::add);
        return Words.or(names);
    }

    @Override
    public String example() {
        return "stale,conn-failure";
    }

    @Override
    public Set<RetryCause> parse(String text) throws BadValue {
        Set<RetryCause> causes = EnumSet.noneOf(RetryCause.class);
        if (text.equals(NONE)) {
            return causes;
        }
        for (String name : text.split(",", -1)) {
            causes.add(cause(name.strip())
                    .orElseThrow(() -> new BadValue(
                            name.strip().equals(NONE)
                                    ? "contradicts itself; give none alone, or name the failures"
                                    : "names no known failure; give " + range()
                                            + ", several with commas between them")));
        }
        return causes;
    }

    private static Optional<RetryCause> cause(String name) {
        return Arrays.stream(RetryCause.values())
                .filter(cause -> cause.label().equals(name))
                .findFirst();
    }
}
