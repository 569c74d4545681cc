package io.clearhop.access;

import io.clearhop.http.Origin;
import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be reached. A rule that denies counts before one that allows; if any allows, then what none allows is denied.
 * {@linkplain SpecialAddress Special places} are closed to clients that are not on the proxy's own machine unless an
 * allowing rule names that place or a part of it.
 *
 * @param allowed what may be reached; empty for everything
 * @param denied what may not be reached
 * @param connectPorts ports that CONNECT may reach; empty for the {@linkplain #SECURE_PORTS usual ones}, which do not
 *     bind clients on the proxy's own machine
 */
public record DestinationRules(
        List<DestinationPattern> allowed, List<DestinationPattern> denied, List<Integer> connectPorts) {
    /** Of TLS: a tunnel to other ports can carry anything, mail for example (RFC 9110 section 9.3.6). */
    public static final List<Integer> SECURE_PORTS = List.of(443, 8443);

    /** Stands among the ports for all of them. */
    public static final int ANY_PORT = 0;

    /** No rules but the usual ones for clients that are not on this machine. */
    public static final DestinationRules NONE = new DestinationRules(List.of(), List.of(), List.of());

    public DestinationRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        connectPorts = List.copyOf(connectPorts);
    }

    /** A copy that allows one pattern more. */
    public DestinationRules plusAllowed(DestinationPattern pattern) {
        return new DestinationRules(plus(allowed, pattern), denied, connectPorts);
    }

    /** A copy that denies one pattern more. */
    public DestinationRules plusDenied(DestinationPattern pattern) {
        return new DestinationRules(allowed, plus(denied, pattern), connectPorts);
    }

    /** A copy with one more of {@link #connectPorts()}. */
    public DestinationRules plusConnectPort(int port) {
        return new DestinationRules(allowed, denied, plus(connectPorts, port));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /**
     * Why a target may not be asked for, as far as it can be told without looking its name up, or null.
     *
     * @param connect whether by CONNECT
     * @param local whether the client is on the proxy's own machine
     * @param looksUp whether its addresses will be judged as well; not so where a parent looks the name up
     */
    public @Nullable Refusal ofTarget(Origin target, boolean connect, boolean local, boolean looksUp) {
        if (connect && !mayTunnelTo(target.port(), local)) {
            return new Refusal(Refusal.Kind.TARGET, "CONNECT may not reach port " + target.port() + " from here.");
        }
        if (local && allowed.isEmpty() && denied.isEmpty()) {
            return null;
        }
        HostText host = HostText.of(target.host());
        if (host.name().isEmpty()) {
            return new Refusal(
                    Refusal.Kind.TARGET, "Host: " + target.host() + " is no name that rules can be applied to.");
        }
        for (byte[] reading : host.readings()) {
            Refusal refusal = ofAddress(host.name(), reading, local);
            if (refusal != null) {
                return refusal;
            }
        }
        return host.readings().isEmpty() ? ofName(host.name(), local, looksUp) : null;
    }

    private boolean mayTunnelTo(int port, boolean local) {
        if (connectPorts.isEmpty()) {
            return local || SECURE_PORTS.contains(port);
        }
        return connectPorts.contains(port) || connectPorts.contains(ANY_PORT);
    }

    private @Nullable Refusal ofName(String name, boolean local, boolean looksUp) {
        for (DestinationPattern rule : denied) {
            if (rule.names(name)) {
                return new Refusal(Refusal.Kind.TARGET, "Host: " + name + " is denied by the rule " + rule + ".");
            }
        }
        if (!local) {
            for (SpecialAddress special : SpecialAddress.values()) {
                if (special.closes(name, allowed)) {
                    return new Refusal(Refusal.Kind.TARGET, "Host: " + name + " " + special.sentence() + ".");
                }
            }
        }
        boolean mayStillBeAllowed = looksUp && allowed.stream().anyMatch(Cidr.class::isInstance);
        if (allowed.isEmpty() || mayStillBeAllowed || allowed.stream().anyMatch(rule -> rule.names(name))) {
            return null;
        }
        return new Refusal(Refusal.Kind.TARGET, "Host: " + name + " is not among those that rules allow.");
    }

    /**
     * Why an address may not be connected to, or null. This counts, whatever the name was and however often it was looked
     * up.
     *
     * @param host that was asked for
     * @param address one of its addresses
     */
    public @Nullable Refusal ofAddress(String host, byte[] address, boolean local) {
        if (local && allowed.isEmpty() && denied.isEmpty()) {
            return null;
        }
        String name = HostText.of(host).name();
        byte[] normal = IpBytes.normal(address);
        List<byte[]> forms = IpBytes.forms(normal);
        Optional<DestinationPattern> denying = denied.stream()
                .filter(rule -> rule.names(name) || forms.stream().anyMatch(rule::contains))
                .findFirst();
        if (denying.isPresent()) {
            return refused(host, normal, "is denied by the rule " + denying.get());
        }
        SpecialAddress closed = local ? null : closed(forms);
        if (closed != null) {
            return refused(host, normal, closed.sentence());
        }
        boolean open =
                allowed.isEmpty() || allowed.stream().anyMatch(rule -> rule.names(name) || rule.contains(normal));
        return open ? null : refused(host, normal, "is not among those that rules allow");
    }

    private @Nullable SpecialAddress closed(List<byte[]> forms) {
        for (SpecialAddress special : SpecialAddress.values()) {
            if (forms.stream().anyMatch(form -> special.closes(form, allowed))) {
                return special;
            }
        }
        return null;
    }

    private static Refusal refused(String host, byte[] address, String why) {
        String text = NetUtil.toAddressString(IpBytes.toAddress(address));
        return new Refusal(Refusal.Kind.ADDRESS, "Host: " + host + ". Its address " + text + " " + why + ".");
    }
}
