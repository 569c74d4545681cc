package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reuse as the table of {@code docs/connection-rules.md} says. */
class ReusePolicyTest {
    private static final String HEADING = "Which idle connection a request takes";

    static Stream<Arguments> rows() {
        return ConnectionRules.table(HEADING).stream()
                .map(row -> arguments(row.get(0), row.get(1), row.subList(2, row.size())));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isTakenAsTheTableSays(String connection, String request, List<String> expected) {
        for (boolean own : meant(connection.startsWith("its own"))) {
            for (boolean first : meant(!request.startsWith("not the first"), request.equals("any"))) {
                for (boolean repeatable : meant(!request.endsWith("not repeatable"), !request.startsWith("first"))) {
                    for (int exchanges : connection.endsWith("not reused") ? List.of(1) : List.of(2, 7)) {
                        List<String> words = Arrays.stream(ReusePolicy.values())
                                .map(policy -> policy.mayTake(own, first, repeatable, exchanges) ? "taken" : "left")
                                .toList();
                        assertThat(words)
                                .as("own %s, first %s, repeatable %s, %d", own, first, repeatable, exchanges)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theColumnsAreThePoliciesInTheirOrder() {
        String policies = String.join(
                " | ",
                Arrays.stream(ReusePolicy.values())
                        .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(ConnectionRules.text()).contains("| connection | request | " + policies + " |");
        assertThat(rows()).hasSize(6);
    }

    private static List<Boolean> meant(boolean value) {
        return List.of(value);
    }

    private static List<Boolean> meant(boolean value, boolean any) {
        return any ? List.of(true, false) : List.of(value);
    }
}
