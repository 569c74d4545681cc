package io.clearhop.config;

import java.util.Optional;

/** {@code HOST:PORT} or {@code off}. */
record ConsoleAddressType() implements ValueType<Optional<HostPort>> {
    private static final String OFF = "off";
    private static final HostPortType ADDRESS = new HostPortType(0, "127.0.0.1:8081");

    @Override
    public String placeholder() {
        return "HOST:PORT";
    }

    @Override
    public String range() {
        return "or off";
    }

    @Override
    public String example() {
        return ADDRESS.example();
    }

    @Override
    public Optional<HostPort> parse(String text) throws BadValue {
        return text.equals(OFF) ? Optional.empty() : Optional.of(ADDRESS.parse(text));
    }
}
