package io.clearhop.access;

import io.clearhop.http.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one client may do: made when its connection is accepted. It remembers what was allowed last, for most requests of
 * a connection go where the one before went. Of one event loop.
 */
public final class ClientAccess {
    private final InetSocketAddress client;
    private final @Nullable Refusal refusal;
    private final boolean local;
    private final DestinationRules rules;
    private final NextHop nextHop;
    private final @Nullable ListenerAddress listener;

    private @Nullable Origin knownTarget;
    private boolean knownForConnect;
    private @Nullable Origin knownOrigin;
    private @Nullable InetSocketAddress knownAddress;

    /**
     * Judges a client.
     *
     * @param client its address
     * @param clients who may use the listener
     * @param rules what may be reached
     * @param nextHop whether requests go to a parent proxy, whose own address no destination rule is about
     * @param listener where the listener listens, or null if nobody knows
     */
    public ClientAccess(
            InetSocketAddress client,
            ClientRules clients,
            DestinationRules rules,
            NextHop nextHop,
            @Nullable InetSocketAddress listener) {
        this.client = client;
        this.rules = rules;
        this.nextHop = nextHop;
        this.listener = listener == null ? null : new ListenerAddress(listener);
        InetAddress address = client.getAddress();
        local = address != null && ClientRules.isLoopback(address);
        refusal = address != null && clients.allows(address)
                ? null
                : new Refusal(Refusal.Kind.CLIENT, "No rule of the proxy allows clients of this address.");
    }

    /** The client's address, as the listener or the PROXY protocol tells it. */
    public InetSocketAddress address() {
        return client;
    }

    /** Whom failures are counted against: the address without the port, which changes with each connection. */
    public Object host() {
        InetAddress address = client.getAddress();
        return address == null ? client : ClientNetwork.of(address);
    }

    /** Why the client may not use the proxy at all, or null. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /**
     * Why this client may not ask for a target, or null; its addresses are another question.
     *
     * @param connect whether by CONNECT
     */
    public @Nullable Refusal ofTarget(Origin target, boolean connect) {
        if (target.equals(knownTarget) && connect == knownForConnect) {
            return null;
        }
        Refusal refused = nextHop.isConsole(target)
                ? ofConsole()
                : rules.ofTarget(target, connect, local, nextHop.parentFor(target) == null);
        if (refused == null && listener != null && listener.isNamedBy(target)) {
            // A parent would be asked for it by name, and what the name leads to never be judged here.
            refused = loop(target);
        }
        if (refused == null) {
            knownTarget = target;
            knownForConnect = connect;
        }
        return refused;
    }

    /** Why this client may not be connected to an address of an origin, or null. Asked for pooled connections as well. */
    public @Nullable Refusal ofAddress(Origin origin, InetSocketAddress address) {
        if (address.equals(knownAddress) && origin.equals(knownOrigin)) {
            return null;
        }
        Refusal refused = judge(origin, address);
        if (refused == null) {
            knownOrigin = origin;
            knownAddress = address;
        }
        return refused;
    }

    private @Nullable Refusal judge(Origin origin, InetSocketAddress address) {
        if (isListener(address)) {
            return loop(origin);
        }
        ConsoleSite console = nextHop.console();
        if (console != null && address.equals(console.address())) {
            return ofConsole();
        }
        boolean unruled = nextHop.peer(origin) == Peer.PARENT || address.getAddress() == null;
        return unruled
                ? null
                : rules.ofAddress(origin.host(), address.getAddress().getAddress(), local);
    }

    /** By whatever name and rule it is reached: it shows what everybody does. */
    private @Nullable Refusal ofConsole() {
        ConsoleSite console = nextHop.console();
        return local || console != null && console.guarded()
                ? null
                : new Refusal(
                        Refusal.Kind.TARGET,
                        "The console is for clients on the proxy's own machine, unless it has a token"
                                + " (--console-token).");
    }

    /** Who a next hop of this client's requests is. */
    public Peer peer(Origin address) {
        return nextHop.peer(address);
    }

    /** The same with its address, as the beginning of an explanation. */
    public String nameOf(Origin address) {
        return peer(address).named(address);
    }

    /** Whether a connection to there would come in where this client's did. */
    private boolean isListener(InetSocketAddress address) {
        return listener != null && listener.isAt(address);
    }

    private Refusal loop(Origin origin) {
        return new Refusal(Refusal.Kind.LOOP, nameOf(origin) + ", which is where this proxy listens.");
    }
}
