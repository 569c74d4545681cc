package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import java.util.function.Consumer;

/** The ways to a tunnel; what it does with bytes and ends is the same after each. */
enum TunnelOpening {
    CONNECT(ListenMode.SMART, 200),
    CONNECT_OF_DUMB_MODE(ListenMode.DUMB, 200),
    UPGRADE(ListenMode.SMART, 101);

    /** What the proxy answers to CONNECT. */
    static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final ListenMode mode;
    private final int status;

    TunnelOpening(ListenMode mode, int status) {
        this.mode = mode;
        this.status = status;
    }

    /** What the client sees that opens the tunnel. */
    int status() {
        return status;
    }

    /** A proxy that can be asked in this way. */
    ProxyUnderTest proxy(Consumer<ProxyConfigBuilder> changes) {
        return ProxyUnderTest.of(mode, changes);
    }

    /** The same with the settings of all tests. */
    ProxyUnderTest proxy() {
        return proxy(builder -> {});
    }

    /** Opens a tunnel and returns the origin's side of it. */
    Wire open(ScriptedClient client, ScriptedOrigin origin) {
        if (this == UPGRADE) {
            return Upgrades.open(client, origin);
        }
        client.send(Requests.connect(origin));
        assertThat(client.wire().readHead()).isEqualTo(ESTABLISHED);
        return origin.awaitConnection(1);
    }
}
