package io.clearhop.http;

import io.netty.util.AsciiString;

/** The methods whose meaning matters to a proxy (RFC 9110 section 9); any other is {@link #OTHER} and passes. */
public enum Method {
    GET(true),
    HEAD(true),
    POST(false),
    PUT(true),
    DELETE(true),
    CONNECT(false),
    OPTIONS(true),
    TRACE(true),
    PATCH(false),
    /** A method unknown to the proxy; nothing may be assumed about it. */
    OTHER(false);

    private static final Method[] KNOWN = {GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH};

    private final AsciiString token = AsciiString.cached(name());
    private final boolean idempotent;

    Method(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** Whether sending the request twice has the effect of sending it once (RFC 9110 section 9.2.2). */
    public boolean isIdempotent() {
        return idempotent;
    }

    static Method of(byte[] bytes, int start, int length) {
        for (Method method : KNOWN) {
            if (Ascii.equals(bytes, start, length, method.token)) {
                return method;
            }
        }
        return OTHER;
    }
}
