package io.clearhop.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.ResponseForwardingTest.Hop;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldRuleTest {
    @Test
    void everyRuleIsShownByARowOfTheForwardingTables() {
        Hop chunked = new Hop(true, false, OwnFields.CLOSE);
        Hop withoutLength = new Hop(false, false, OwnFields.PROXY_KEEP_ALIVE);
        Set<FieldRule> shown = EnumSet.noneOf(FieldRule.class);
        Stream.of(
                        Stream.concat(RequestForwardingTest.toOrigin(), UpgradeForwardingTest.offers())
                                .map(row -> RequestForwardingTest.forward(row, false)),
                        ParentForwardingTest.toParent().map(row -> RequestForwardingTest.forward(row, true)),
                        ParentForwardingTest.consumingCredentials()
                                .map(row -> RequestForwardingTest.forward(
                                        row, HopAwareForwarder.toParent(new Via("hop"), true, ""))),
                        ParentForwardingTest.toParentWithCredentials()
                                .map(ParentForwardingTest::forwardWithCredentials),
                        ResponseForwardingTest.asItIs()
                                .map(row -> ResponseForwardingTest.forward(row, false, Hop.USUAL)),
                        ResponseForwardingTest.chunked()
                                .map(row -> ResponseForwardingTest.forward(row, false, chunked)),
                        ResponseForwardingTest.withoutLength()
                                .map(row -> ResponseForwardingTest.forward(row, false, withoutLength)),
                        ResponseForwardingTest.interim().map(ResponseForwardingTest::forwardInterim),
                        ResponseForwardingTest.switching().map(ResponseForwardingTest::forwardSwitching))
                .flatMap(decisions -> decisions)
                .flatMap(List::stream)
                .forEach(decision -> shown.add(decision.rule()));
        for (BodyForwarder.Mode mode : BodyForwarder.Mode.values()) {
            TrailerForwardingTest.decisions(mode).forEach(decision -> shown.add(decision.rule()));
        }
        assertThat(shown).containsExactlyInAnyOrder(FieldRule.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleSaysWhyAndWhoSaysSo(FieldRule rule) {
        assertThat(rule.sentence()).isNotBlank().doesNotEndWith(".");
        assertThat(rule.source()).matches("RFC \\d{4} (section|appendix) [A-C0-9.]+");
    }
}
