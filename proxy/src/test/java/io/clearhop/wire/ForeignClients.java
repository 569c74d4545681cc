package io.clearhop.wire;

import io.clearhop.access.Cidr;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.ScriptedClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Clients of other machines, as the PROXY protocol makes them: whoever a test wants, without a second machine. */
final class ForeignClients {
    /** A client that {@link #allowed} lets in. */
    static final String FRIEND = "192.0.2.7";

    private ForeignClients() {}

    /** A listener that believes PROXY headers. */
    static Consumer<ProxyConfigBuilder> listening(ListenMode mode) {
        return builder -> builder.listeners(List.of(new Listener(mode, "127.0.0.1", 0, true)));
    }

    /** Lets 192.0.2.0/24 in, and changes something more. */
    static Consumer<ProxyConfigBuilder> allowed(ListenMode mode, UnaryOperator<AccessSettings> more) {
        return listening(mode)
                .andThen(builder ->
                        builder.access(more).access(access -> access.plusClient(Cidr.parse("192.0.2.0/24"))));
    }

    static Consumer<ProxyConfigBuilder> allowed() {
        return allowed(ListenMode.SMART, access -> access);
    }

    /** Connects as this one. */
    static ScriptedClient connect(ProxyUnderTest proxy, String address) {
        ScriptedClient client = proxy.client();
        String family = address.indexOf(':') < 0 ? "TCP4" : "TCP6";
        client.send("PROXY " + family + " " + address + " " + address + " 40000 8080\r\n");
        return client;
    }
}
