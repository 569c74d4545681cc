package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptDecisionsTest {
    @Test
    void theyComeBackAsTheyWereMade() {
        List<FieldDecision> made = List.of(
                new FieldDecision("Host", FieldRule.END_TO_END),
                new FieldDecision("cookie", FieldRule.END_TO_END),
                new FieldDecision("X", FieldRule.NOMINATED),
                new FieldDecision("Via: 1.1 p\r\nConnection: close", FieldRule.VIA_HERE));
        assertThat(KeptDecisions.of(made, new Secrets(false)).list()).isEqualTo(made);
    }

    @Test
    void theProxysOwnCredentialsAreMasked() {
        List<FieldDecision> made =
                List.of(new FieldDecision("Proxy-Authorization: Basic c2VjcmV0", FieldRule.CREDENTIALS_HERE));
        assertThat(KeptDecisions.of(made, new Secrets(false)).list())
                .containsExactly(new FieldDecision("Proxy-Authorization: Basic ********", FieldRule.CREDENTIALS_HERE));
        assertThat(KeptDecisions.of(made, new Secrets(true)).list()).isEqualTo(made);
    }

    @Test
    void whatIsDecidedOfNothingIsNothing() {
        assertThat(KeptDecisions.of(List.of(), new Secrets(false)).list()).isEmpty();
        assertThat(KeptDecisions.NONE.weight()).isZero();
    }

    @Test
    void thoseThatAreAlikeAreKeptOnce() {
        SharedDecisions shared = new SharedDecisions();
        KeptDecisions first = shared.shared(decisions("Host", FieldRule.END_TO_END));
        assertThat(shared.shared(decisions("Host", FieldRule.END_TO_END))).isSameAs(first);
        assertThat(shared.shared(decisions("Host", FieldRule.NOMINATED)).list())
                .containsExactly(new FieldDecision("Host", FieldRule.NOMINATED));
        assertThat(shared.shared(decisions("host", FieldRule.END_TO_END)).list())
                .containsExactly(new FieldDecision("host", FieldRule.END_TO_END));
    }

    private static KeptDecisions decisions(String field, FieldRule rule) {
        return KeptDecisions.of(List.of(new FieldDecision(field, rule)), new Secrets(false));
    }
}
