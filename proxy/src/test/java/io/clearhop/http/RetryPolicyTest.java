package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 9.2.2 as the table of {@code docs/connection-rules.md} says. */
class RetryPolicyTest {
    private static final List<List<String>> ROWS = ConnectionRules.table("When a request is repeated");
    private static final List<Boolean> BOTH = List.of(true, false);

    @ParameterizedTest
    @EnumSource(RetryCause.class)
    void exactlyOneRowDecidesEachCase(RetryCause cause) {
        for (boolean repeated : BOTH) {
            for (boolean named : BOTH) {
                for (boolean idempotent : BOTH) {
                    for (boolean kept : BOTH) {
                        List<String> values = List.of(
                                repeated ? "yes" : "no",
                                cause.label(),
                                named ? "yes" : "no",
                                idempotent ? "idempotent" : "not idempotent",
                                kept ? "kept" : "lost");
                        RetryPolicy policy = named ? RetryPolicy.of(cause) : RetryPolicy.of();
                        RetryRefusal refusal = policy.refusal(cause, repeated, idempotent, kept);
                        String word = refusal == null ? "is sent again" : "`" + refusal.label() + "`";
                        assertThat(ROWS.stream().filter(row -> matches(row, values)))
                                .as("rows for %s", values)
                                .singleElement()
                                .extracting(row -> row.get(5))
                                .isEqualTo(word);
                    }
                }
            }
        }
    }

    private static boolean matches(List<String> row, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String cell = row.get(i);
            boolean negated = cell.equals("not conn-failure");
            String plain = negated ? cell.substring(4) : cell;
            if (!cell.equals("any") && plain.equals(values.get(i)) == negated) {
                return false;
            }
        }
        return true;
    }

    /** RFC 9110 section 9.2.2: a proxy must not automatically retry non-idempotent requests. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noPolicyRepeatsWhatMayHaveHadAnEffect(boolean kept) {
        RetryPolicy all = RetryPolicy.of(RetryCause.values());
        for (RetryCause cause : RetryCause.values()) {
            boolean sent = cause != RetryCause.CONN_FAILURE;
            assertThat(all.refusal(cause, false, false, kept) == null).isNotEqualTo(sent);
        }
    }
}
