package io.clearhop.config;

import org.jspecify.annotations.Nullable;

/**
 * The console: a page and an API that show what is going on in the proxy.
 *
 * @param address where it listens, port 0 lets the system choose; null for no console
 * @param required whether the proxy does not start without it; else a taken port is no failure
 * @param token what a caller has to show, or null to ask for none
 */
public record ConsoleSettings(
        @Nullable HostPort address,
        boolean required,
        @Nullable String token) {
    /** For this machine, if the port is free. */
    public static final ConsoleSettings DEFAULTS = new ConsoleSettings(new HostPort("127.0.0.1", 8081), false, null);

    /** None. */
    public static final ConsoleSettings OFF = new ConsoleSettings(null, false, null);

    /** A copy with another {@link #address()}, without which the proxy does not start. */
    public ConsoleSettings withAddress(@Nullable HostPort value) {
        return new ConsoleSettings(value, value != null, token);
    }

    /** A copy with another {@link #token()}. */
    public ConsoleSettings withToken(String value) {
        return new ConsoleSettings(address, required, value);
    }

    /** A copy without which the proxy starts as well. */
    public ConsoleSettings optional() {
        return new ConsoleSettings(address, false, token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "console " + address + (required ? ", required" : "") + (token == null ? "" : ", with a token");
    }
}
