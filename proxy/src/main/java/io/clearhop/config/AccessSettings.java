package io.clearhop.config;

import io.clearhop.access.Cidr;
import io.clearhop.access.DestinationRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the proxy, and to reach what.
 *
 * @param clients that may use it beside those on this machine; with an auth file, none means everyone
 * @param authFile users and their bcrypt hashes, or null to ask for no password
 * @param authRealm what the password is for, as people are told
 * @param destinations what may be reached
 * @param proxyProtocolFrom who may say in a PROXY header whose connection it is; empty for this machine
 */
public record AccessSettings(
        List<Cidr> clients,
        @Nullable Path authFile,
        String authRealm,
        DestinationRules destinations,
        List<Cidr> proxyProtocolFrom) {

    /** Clients on this machine alone, and no password. */
    public static final AccessSettings DEFAULTS =
            new AccessSettings(List.of(), null, "clearhop", DestinationRules.NONE, List.of());

    public AccessSettings {
        clients = List.copyOf(clients);
        proxyProtocolFrom = List.copyOf(proxyProtocolFrom);
    }

    /** A copy with one more of {@link #clients()}. */
    public AccessSettings plusClient(Cidr block) {
        return new AccessSettings(plus(clients, block), authFile, authRealm, destinations, proxyProtocolFrom);
    }

    /** A copy with another {@link #authFile()}. */
    public AccessSettings withAuthFile(@Nullable Path value) {
        return new AccessSettings(clients, value, authRealm, destinations, proxyProtocolFrom);
    }

    /** A copy with another {@link #authRealm()}. */
    public AccessSettings withAuthRealm(String value) {
        return new AccessSettings(clients, authFile, value, destinations, proxyProtocolFrom);
    }

    /** A copy with other {@link #destinations()}. */
    public AccessSettings withDestinations(DestinationRules value) {
        return new AccessSettings(clients, authFile, authRealm, value, proxyProtocolFrom);
    }

    /** A copy with one more of {@link #proxyProtocolFrom()}. */
    public AccessSettings plusProxyProtocolFrom(Cidr block) {
        return new AccessSettings(clients, authFile, authRealm, destinations, plus(proxyProtocolFrom, block));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
