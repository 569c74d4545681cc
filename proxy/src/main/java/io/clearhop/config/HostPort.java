package io.clearhop.config;

/**
 * A host and a TCP port, as written in the configuration.
 *
 * @param host name or IP literal, an IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
