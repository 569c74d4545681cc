package io.clearhop.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Head;
import io.clearhop.http.Heads;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One head and what becomes of it.
 *
 * @param title the rule, as a sentence
 * @param received its lines
 * @param sent the lines that are expected, exactly
 * @param decisions what is expected to be told, what passes as it is and the proxy's own Via excluded
 */
record ForwardingRow(String title, String received, String sent, List<String> decisions) {
    static ForwardingRow row(String title, String received, String sent, String... decisions) {
        return new ForwardingRow(title, received, sent, List.of(decisions));
    }

    /** The received lines, for {@link Heads}. */
    String[] lines() {
        return received.lines().toArray(String[]::new);
    }

    /** Forwards with the given rules, compares, and returns what was decided. */
    List<FieldDecision> check(Head head, Writer writer) {
        FieldDecision.Collector collector = new FieldDecision.Collector(head);
        ByteBuf out = Unpooled.buffer();
        writer.write(out, collector);
        assertThat(Heads.text(out)).isEqualTo(Heads.lines(sent.lines().toArray(String[]::new)));
        assertThat(collector.decisions().stream().map(ForwardingRow::told).filter(Objects::nonNull))
                .containsExactlyElementsOf(decisions);
        return collector.decisions();
    }

    private static @Nullable String told(FieldDecision decision) {
        boolean usual = decision.rule() == FieldRule.END_TO_END || decision.rule() == FieldRule.VIA_HERE;
        return usual ? null : decision.field() + " " + decision.rule();
    }

    @Override
    public String toString() {
        return title;
    }

    /** Writes a head. */
    interface Writer {
        void write(ByteBuf out, FieldDecisions decisions);
    }
}
