package io.clearhop.http;

/**
 * Which idle connections to an origin a request may take, by the names of HAProxy's {@code http-reuse}. The risk is that
 * the origin has just closed the connection: then a request that may not be repeated (RFC 9110 section 9.2.2) fails,
 * and only a client that has used its own connection before reckons with that (RFC 9112 section 9.3.1).
 */
public enum ReusePolicy {
    /** None but those that the same client connection has opened. */
    NEVER,
    /**
     * All, but the first request of a client connection only if the proxy itself can repeat it: that client has no
     * reason yet to reckon with a connection that dies of its age.
     */
    SAFE,
    /** Like {@link #SAFE}; such a first request may also take a connection that was reused before. */
    AGGRESSIVE,
    /** All. */
    ALWAYS;

    /**
     * Whether a request may take an idle connection.
     *
     * @param own whether the same client connection has opened it
     * @param first whether the request is the first of its client connection
     * @param repeatable whether the proxy can send the request once more if the connection turns out dead
     * @param exchanges how many the connection has carried
     */
    public boolean mayTake(boolean own, boolean first, boolean repeatable, int exchanges) {
        return switch (this) {
            case NEVER -> own;
            case SAFE -> !first || repeatable;
            case AGGRESSIVE -> !first || repeatable || exchanges > 1;
            case ALWAYS -> true;
        };
    }
}
