package io.clearhop.config;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The console: a page and an API that show what is going on in the proxy.
 *
 * @param address where it listens, port 0 lets the system choose; null for no console
 * @param required whether the proxy does not start without it; else a taken port is no failure
 * @param token what a caller has to show, or null to ask for none
 * @param announced whether whoever starts the proxy is told the token, which nobody knows yet
 */
public record ConsoleSettings(
        @Nullable HostPort address,
        boolean required,
        @Nullable String token,
        boolean announced) {
    private static final int RANDOM_BYTES = 16;

    /** For this machine, if the port is free. */
    public static final ConsoleSettings DEFAULTS =
            new ConsoleSettings(new HostPort("127.0.0.1", 8081), false, null, false);

    /** None. */
    public static final ConsoleSettings OFF = new ConsoleSettings(null, false, null, false);

    /** A copy with another {@link #address()}, without which the proxy does not start. */
    public ConsoleSettings withAddress(@Nullable HostPort value) {
        return new ConsoleSettings(value, value != null, token, announced);
    }

    /** A copy with another {@link #token()}. */
    public ConsoleSettings withToken(String value) {
        return new ConsoleSettings(address, required, value, false);
    }

    /** A copy with a token that nobody can guess, and that is told when the proxy starts. */
    public ConsoleSettings withRandomToken() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new ConsoleSettings(address, required, HexFormat.of().formatHex(random), true);
    }

    /** A copy without which the proxy starts as well. */
    public ConsoleSettings optional() {
        return new ConsoleSettings(address, false, token, announced);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "console " + address + (required ? ", required" : "") + (token == null ? "" : ", with a token");
    }
}
