package io.clearhop.access;

/**
 * Why something may not be done.
 *
 * @param kind what kind of rule says so
 * @param detail which one and about what, as a sentence
 */
public record Refusal(Kind kind, String detail) {
    /** What may not be done. */
    public enum Kind {
        /** This client may not use the proxy. */
        CLIENT,
        /** This host or port may not be asked for. */
        TARGET,
        /** This address may not be connected to. */
        ADDRESS,
        /** It is the listener that the request came in on. */
        LOOP
    }
}
