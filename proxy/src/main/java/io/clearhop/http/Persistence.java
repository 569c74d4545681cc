package io.clearhop.http;

import org.jspecify.annotations.Nullable;

/**
 * Whether the connection of one hop persists after an exchange: RFC 9112 section 9.3 as pure rules. The two hops decide
 * independently; null means keep, a reason means close.
 */
public final class Persistence {
    private Persistence() {}

    /**
     * The client hop, as the request head asks for it.
     *
     * @param http10 whether the request is HTTP/1.0
     * @param options what its Connection and Proxy-Connection say
     * @param policy for HTTP/1.0 clients
     */
    public static @Nullable CloseReason ofRequest(boolean http10, ConnectionOptions options, Http10KeepAlive policy) {
        if (options.close() || options.proxyClose()) {
            return CloseReason.CLIENT_ASKED;
        }
        if (!http10) {
            return null;
        }
        return switch (policy) {
            case NEVER -> asksToPersist(options) ? CloseReason.CLIENT_HTTP10_RULE : CloseReason.CLIENT_HTTP10;
            case PROXY_CONNECTION ->
                options.proxyKeepAlive()
                        ? null
                        : options.keepAlive() ? CloseReason.CLIENT_HTTP10_RULE : CloseReason.CLIENT_HTTP10;
            case ALWAYS -> asksToPersist(options) ? null : CloseReason.CLIENT_HTTP10;
        };
    }

    private static boolean asksToPersist(ConnectionOptions options) {
        return options.keepAlive() || options.proxyKeepAlive();
    }

    /**
     * The origin hop, as the response head grants it.
     *
     * @param http10 whether the response is HTTP/1.0
     * @param options what its Connection says; Proxy-Connection from a parent proxy counts as well
     * @param framing of the response
     */
    public static @Nullable CloseReason ofResponse(boolean http10, ConnectionOptions options, BodyFraming framing) {
        if (framing.kind() == BodyFraming.Kind.UNTIL_CLOSE) {
            return CloseReason.RESPONSE_ENDS_AT_CLOSE;
        }
        if (options.close() || options.proxyClose()) {
            return CloseReason.ORIGIN_ASKED;
        }
        if (framing.bothGiven()) {
            return CloseReason.RESPONSE_MALFORMED;
        }
        // Chunked in HTTP/1.0 is faulty framing: the connection ends with it (RFC 9112 section 6.1).
        if (http10
                && (framing.kind() == BodyFraming.Kind.CHUNKED || !options.keepAlive() && !options.proxyKeepAlive())) {
            return CloseReason.ORIGIN_HTTP10;
        }
        return null;
    }
}
