package io.clearhop.server;

import io.clearhop.access.ConsoleSite;
import io.clearhop.config.HostPort;
import io.clearhop.config.ProxyConfig;
import io.clearhop.console.ConsoleServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens the console of a proxy. */
final class Consoles {
    private Consoles() {}

    /**
     * Opens it before the proxy, whose loops have to know where it is.
     *
     * @return null if there is none, because none is wanted or because its port is taken and nobody insists
     * @throws BindFailure if it could not be opened and somebody does
     */
    static @Nullable ConsoleServer open(ProxyConfig config, Transports transports) throws BindFailure {
        HostPort where = config.console().address();
        if (where == null || !config.console().required() && isListeners(where.port(), config)) {
            return null;
        }
        try {
            InetSocketAddress address = new InetSocketAddress(where.host(), where.port());
            return new ConsoleServer(
                    where,
                    config.console(),
                    transports.ioHandlers(),
                    () -> transports.transport().listeners().newFor(address.getAddress()),
                    peer -> transports.transport().sockets().newFor(peer));
        } catch (IOException failure) {
            if (config.console().required()) {
                throw new BindFailure(where, failure);
            }
            return null;
        }
    }

    /** Who asks for the port that the console has by itself gets it for the proxy. */
    private static boolean isListeners(int port, ProxyConfig config) {
        return config.listeners().stream().anyMatch(listener -> listener.port() == port);
    }

    /** Where clients of the proxy find it, or null. */
    static @Nullable ConsoleSite site(@Nullable ConsoleServer console) {
        return console == null ? null : new ConsoleSite(console.reachable(), console.isGuarded());
    }
}
