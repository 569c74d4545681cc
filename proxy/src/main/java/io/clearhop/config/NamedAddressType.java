package io.clearhop.config;

import java.net.InetAddress;
import java.util.Locale;

/** {@code NAME=ADDRESS}, a line of a hosts file. */
record NamedAddressType() implements ValueType<NamedAddress> {
    @Override
    public String placeholder() {
        return "NAME=ADDRESS";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "origin.test=127.0.0.1";
    }

    @Override
    public NamedAddress parse(String text) throws BadValue {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new BadValue("has no '='; give NAME=ADDRESS, such as " + example());
        }
        String name = text.substring(0, equals).toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9._-]{1,253}")) {
            throw new BadValue("names no valid host; give NAME=ADDRESS, such as " + example());
        }
        InetAddress address = IpLiteral.parse(name, text.substring(equals + 1))
                .orElseThrow(() -> new BadValue("names no IP address; give NAME=ADDRESS, such as " + example()));
        return new NamedAddress(name, address);
    }
}
