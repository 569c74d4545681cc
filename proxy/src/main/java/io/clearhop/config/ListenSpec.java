package io.clearhop.config;

import org.jspecify.annotations.Nullable;

/**
 * A listen value as written: the mode may be left to {@code mode}.
 *
 * @param mode or null when the value names none
 * @param address where to listen, port 0 lets the system choose
 * @param proxyProtocol whether connections begin with a PROXY header
 */
record ListenSpec(@Nullable ListenMode mode, HostPort address, boolean proxyProtocol) {
    Listener in(ListenMode other) {
        return new Listener(mode == null ? other : mode, address.host(), address.port(), proxyProtocol);
    }
}
