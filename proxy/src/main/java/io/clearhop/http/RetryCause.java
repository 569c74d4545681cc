package io.clearhop.http;

/** How a request can fail so that it may make sense to send it once more. */
public enum RetryCause {
    /** A used connection died before the first byte of a response: most likely the origin had closed it before. */
    STALE("stale"),
    /** The connection could not be made; nothing was sent. */
    CONN_FAILURE("conn-failure"),
    /** A fresh connection was closed before the first byte of a response. */
    EMPTY_RESPONSE("empty-response"),
    /** No byte of a response came in time. */
    RESPONSE_TIMEOUT("response-timeout");

    private final String label;

    RetryCause(String label) {
        this.label = label;
    }

    /** The name in settings and logs. */
    public String label() {
        return label;
    }
}
