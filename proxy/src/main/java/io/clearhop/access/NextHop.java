package io.clearhop.access;

import io.clearhop.http.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes: to its origin, to the parent proxy, or to the proxy's own console.
 *
 * @param parent the parent, or null where there is none
 * @param bypass hosts to which requests go directly all the same
 * @param console the console, or null where there is none
 */
public record NextHop(
        @Nullable Origin parent,
        List<DestinationPattern> bypass,
        @Nullable ConsoleSite console) {
    public static final NextHop DIRECT = new NextHop(null, List.of());

    public NextHop {
        bypass = List.copyOf(bypass);
    }

    /** Without a console. */
    public NextHop(@Nullable Origin parent, List<DestinationPattern> bypass) {
        this(parent, bypass, null);
    }

    /** Whether this is what clients call the console, and there is one. */
    public boolean isConsole(Origin origin) {
        return console != null && origin.equals(ConsoleSite.NAME);
    }

    /**
     * The parent that a request for this origin goes to, or null if it goes to the origin itself. One for the parent goes to
     * the parent: no rule is about its address, and a tunnel to it would begin at no proxy.
     */
    public @Nullable Origin parentFor(Origin origin) {
        boolean direct = isConsole(origin)
                || !bypass.isEmpty() && !origin.equals(parent) && isBypassed(HostText.of(origin.host()));
        return direct ? null : parent;
    }

    /** Who is there: the parent, or an origin. */
    public Peer peer(Origin address) {
        return address.equals(parent) ? Peer.PARENT : Peer.ORIGIN;
    }

    /** Nothing is resolved: a block is of literals. */
    private boolean isBypassed(HostText host) {
        return bypass.stream()
                .anyMatch(pattern ->
                        pattern.names(host.name()) || host.readings().stream().anyMatch(pattern::contains));
    }
}
