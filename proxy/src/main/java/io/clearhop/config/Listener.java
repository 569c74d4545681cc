package io.clearhop.config;

/**
 * One address the proxy listens on, and in which mode.
 *
 * @param mode what is done with accepted connections
 * @param host host name or IP literal without brackets to bind
 * @param port TCP port, 0 lets the system choose one
 * @param proxyProtocol whether each connection begins with a PROXY header that says whose it is
 */
public record Listener(ListenMode mode, String host, int port, boolean proxyProtocol) {
    /** A listener whose clients connect themselves. */
    public Listener(ListenMode mode, String host, int port) {
        this(mode, host, port, false);
    }
}
