package io.clearhop.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes: to its origin, or to the parent proxy.
 *
 * @param parent the parent, or null where there is none
 * @param bypass hosts to which requests go directly all the same
 */
public record NextHop(@Nullable Origin parent, List<HostPattern> bypass) {
    public static final NextHop DIRECT = new NextHop(null, List.of());

    public NextHop {
        bypass = List.copyOf(bypass);
    }

    /** The parent that a request for this origin goes to, or null if it goes to the origin itself. */
    public @Nullable Origin parentFor(Origin origin) {
        for (HostPattern pattern : bypass) {
            if (pattern.matches(origin.host())) {
                return null;
            }
        }
        return parent;
    }
}
