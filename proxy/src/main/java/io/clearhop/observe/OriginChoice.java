package io.clearhop.observe;

import org.jspecify.annotations.Nullable;

/** Why an exchange got the origin connection that it got: one row a reason, for log, console and documentation. */
public enum OriginChoice {
    IDLE(
            "reused",
            "an idle connection to the same origin was there, and the request may take it",
            "RFC 9112 section 9.3"),
    GIVEN_BACK("given-back", "all connections were in use, and another exchange gave this one back"),
    NONE_IDLE("new", "no connection to this origin was idle"),
    NONE_ALLOWED(
            "new-not-allowed",
            "connections to this origin were idle, but the request may not take them (--reuse)",
            "RFC 9112 section 9.3.1"),
    FRESH_FOR_RETRY(
            "new-for-retry",
            "the request is sent once more, which asks for a fresh connection",
            "RFC 9110 section 9.2.2"),
    FOR_TUNNEL("new-for-tunnel", "a tunnel needs a connection of its own", "RFC 9110 section 9.3.6"),
    FOR_RELAY("new-for-relay", "the dumb proxy makes a connection for each of its clients' connections");

    private final String label;
    private final String sentence;
    private final @Nullable String section;

    OriginChoice(String label, String sentence) {
        this(label, sentence, null);
    }

    OriginChoice(String label, String sentence, @Nullable String section) {
        this.label = label;
        this.sentence = sentence;
        this.section = section;
    }

    /**
     * Why a connection is made.
     *
     * @param retry whether the request is sent once more
     * @param tunnel whether it becomes a tunnel
     * @param anyIdle whether there are idle ones, which the request may not take
     */
    public static OriginChoice ofNew(boolean retry, boolean tunnel, boolean anyIdle) {
        if (retry) {
            return FRESH_FOR_RETRY;
        }
        if (tunnel) {
            return FOR_TUNNEL;
        }
        return anyIdle ? NONE_ALLOWED : NONE_IDLE;
    }

    /** The short name for logs and metrics. */
    public String label() {
        return label;
    }

    /** Why, in words. */
    public String sentence() {
        return sentence;
    }

    /** The clause that it follows from, or null. */
    public @Nullable String section() {
        return section;
    }
}
