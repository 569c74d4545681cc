package io.clearhop.config;

/**
 * A host and a TCP port, as written in the configuration.
 *
 * @param host name or IP literal, an IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final HostPortType PEER = new HostPortType(1, "127.0.0.1:8080");

    /**
     * Reads one that can be connected to.
     *
     * @throws BadValue when the text is none
     */
    public static HostPort parse(String text) throws BadValue {
        return PEER.parse(text);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
