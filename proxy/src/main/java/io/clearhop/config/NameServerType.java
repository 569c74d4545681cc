package io.clearhop.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** {@code ADDRESS[:PORT]} of a name server: no name, because nobody could look it up. */
record NameServerType() implements ValueType<InetSocketAddress> {
    private static final int DNS_PORT = 53;
    private static final HostPortType WITH_PORT = new HostPortType(1, "9.9.9.9:53");

    @Override
    public String placeholder() {
        return "ADDRESS[:PORT]";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "9.9.9.9:53";
    }

    @Override
    public InetSocketAddress parse(String text) throws BadValue {
        Optional<InetAddress> bare = IpLiteral.parse(text, text);
        if (bare.isPresent()) {
            return new InetSocketAddress(bare.get(), DNS_PORT);
        }
        String explained = "names no IP address; give ADDRESS or ADDRESS:PORT, such as 9.9.9.9 or [2620:fe::fe]:53";
        if (text.indexOf(':') < 0) {
            throw new BadValue(explained);
        }
        HostPort parts = WITH_PORT.parse(text);
        InetAddress address = IpLiteral.parse(parts.host(), parts.host()).orElseThrow(() -> new BadValue(explained));
        return new InetSocketAddress(address, parts.port());
    }
}
