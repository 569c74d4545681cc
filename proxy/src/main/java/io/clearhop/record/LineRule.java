package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/** What becomes of a start line, or of a line that a dumb proxy relays: one row a rule. */
enum LineRule {
    OWN_VERSION("own-version", "RFC 9112 section 2.3", "each hop speaks its own version, and this proxy HTTP/1.1"),
    TARGET_OF_ORIGIN(
            "target-of-origin", "RFC 9112 section 3.2.1", "an origin is sent path and query alone; Host names it"),
    TARGET_COMPLETED("target-completed", "RFC 9110 section 4.2.3", "an empty path is written as /"),
    NOT_FORWARDED("not-forwarded", "RFC 9110 section 7.6", "the proxy answered by itself, so the head went no further"),
    NOT_KEPT("not-kept", "RFC 9110 section 7.6", "what became of it was not kept"),
    RELAYED("relayed", "RFC 9110 section 7.6.1", "the dumb proxy passes every line as it is"),
    RELAYED_BLINDLY(
            "relayed-blindly",
            "RFC 9110 section 7.6.1",
            "it is meant for this hop alone, but the dumb proxy does not know and passes it");

    private final String label;
    private final String section;
    private final String sentence;

    LineRule(String label, String section, String sentence) {
        this.label = label;
        this.section = section;
        this.sentence = sentence;
    }

    String label() {
        return label;
    }

    FieldView view(String received, @Nullable String sent, FieldView.Decision decision) {
        return new FieldView(received, sent, decision, label, Label.sentence(sentence), section);
    }
}
