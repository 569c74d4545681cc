package io.clearhop.forward;

import java.util.Locale;

/**
 * Why a field line was kept, removed, changed or added: one row a rule, with the clause and the sentence that log,
 * console and documentation show.
 */
public enum FieldRule {
    END_TO_END(Action.KEPT, "RFC 9110 section 7.6.1", "end-to-end fields pass untouched"),
    PROTECTED(
            Action.KEPT,
            "RFC 9110 section 7.6.1",
            "Connection nominates it, but it is meant for all recipients and refuses to be removed"),
    NEXT_PROXY_ALLOWED(Action.KEPT, "RFC 9110 section 11.7", "the next hop is a proxy, for which it is meant"),
    CREDENTIALS_REPLACED(
            Action.REMOVED, "RFC 9110 section 11.7.2", "this proxy has credentials of its own for the next one"),
    CREDENTIALS_HERE(Action.ADDED, "RFC 9110 section 11.7.2", "this proxy authenticates itself to the next one"),
    NOMINATED(Action.REMOVED, "RFC 9110 section 7.6.1", "Connection nominates it: it is meant for this hop alone"),
    HOP_BY_HOP(Action.REMOVED, "RFC 9110 section 7.6.1", "it is about this hop even if Connection does not name it"),
    NEXT_PROXY_ONLY(Action.REMOVED, "RFC 9110 section 11.7", "it is between a client and a proxy, never for an origin"),
    CREDENTIALS_CONSUMED(Action.REMOVED, "RFC 9110 section 11.7.2", "this proxy itself has asked for the credentials"),
    PROXY_CONNECTION(
            Action.TRANSLATED,
            "RFC 9112 appendix C.2.2",
            "the client's wish decides about its own hop; the other hop is the proxy's own affair"),
    HOST_OF_TARGET(Action.TRANSLATED, "RFC 9112 section 3.2.2", "Host is written anew from the request target"),
    HOST_MISSING(Action.ADDED, "RFC 9112 section 3.2.2", "the target names the host, the request did not repeat it"),
    LENGTH_OF_CHUNKED(Action.REMOVED, "RFC 9112 section 6.3", "chunked overrides a length, which must not pass"),
    LENGTH_REPEATED(Action.REMOVED, "RFC 9110 section 8.6", "the same length was given before"),
    LENGTH_WITHOUT_CONTENT(Action.REMOVED, "RFC 9110 section 8.6", "this status never has a length"),
    LENGTH_LISTED(
            Action.TRANSLATED, "RFC 9110 section 8.6", "equal lengths of a list become one, and needless zeros go"),
    EXPECT_OF_HTTP10(Action.REMOVED, "RFC 9110 section 10.1.1", "an expectation in HTTP/1.0 is ignored"),
    CHUNKED_HERE(Action.ADDED, "RFC 9112 section 6.1", "the message is chunked on this hop"),
    TRAILERS_WELCOME(Action.ADDED, "RFC 9110 section 10.1.4", "the client takes trailers, and this proxy passes them"),
    UPGRADE_OFFERED(
            Action.ADDED, "RFC 9110 section 7.8", "the client offers it, and this proxy passes what it becomes"),
    UPGRADE_SWITCHED(Action.ADDED, "RFC 9110 section 15.2.2", "from here on both hops are a tunnel for this protocol"),
    UPGRADE_REQUIRED(Action.ADDED, "RFC 9110 section 15.5.22", "a 426 says which protocol is required"),
    CONNECTION_HERE(Action.ADDED, "RFC 9110 section 7.6.1", "what the proxy itself means for this hop"),
    VIA_HERE(Action.ADDED, "RFC 9110 section 7.6.3", "every proxy signs what it forwards"),
    DATE_MISSING(Action.ADDED, "RFC 9110 section 6.6.1", "a recipient with a clock dates a response that has no date"),
    MAX_FORWARDS_COUNTED(Action.TRANSLATED, "RFC 9110 section 7.6.2", "this proxy was one of the hops that are left"),
    TRACE_SENSITIVE(Action.REMOVED, "RFC 9110 section 9.3.8", "the response to TRACE would show it"),
    TRAILER_LOST(Action.REMOVED, "RFC 9112 section 7.1.2", "the next hop is HTTP/1.0, which has no trailer section"),
    TRAILER_FORBIDDEN(Action.REMOVED, "RFC 9110 section 6.5.1", "the field means nothing after the content");

    /** What was done. */
    public enum Action {
        KEPT,
        REMOVED,
        TRANSLATED,
        ADDED
    }

    private final Action action;
    private final String source;
    private final String sentence;

    FieldRule(Action action, String source, String sentence) {
        this.action = action;
        this.source = source;
        this.sentence = sentence;
    }

    /** The short name for console and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was done. */
    public Action action() {
        return action;
    }

    /** The clause that says so. */
    public String source() {
        return source;
    }

    /** Why, in words. */
    public String sentence() {
        return sentence;
    }
}
