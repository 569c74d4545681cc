package io.clearhop.config;

import io.clearhop.access.DestinationPattern;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.UpgradePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, immutable. {@link #DEFAULTS} is a smart proxy on 127.0.0.1:8080; {@link #with}
 * makes a changed copy.
 *
 * @param listeners at least one
 * @param parent the proxy that requests are sent on to, or null to go to origins directly
 * @param parentCredentials how the proxy authenticates itself to the parent, or null
 * @param parentBypass hosts to which requests go directly all the same
 * @param via pseudonym in {@code Via} and {@code Proxy-Status}, a token (RFC 9110 section 7.6.3), or empty for one that
 *     the proxy makes when it starts
 * @param protectedNomination what becomes of a message whose Connection names a field for all recipients
 * @param upgrade what becomes of a client's offer to switch to another protocol
 * @param http10KeepAlive when connections to HTTP/1.0 clients persist
 * @param keepAliveHint whether persistent clients are told {@code Keep-Alive: timeout=, max=}
 * @param clientExchanges exchanges on one client connection before it is closed, 0 for no limit
 * @param clientLimits bounds of what clients may use
 * @param tcpKeepAlive after which silence the system probes a peer, on both hops; zero for never
 * @param timeouts how long to wait for what
 * @param headLimits how large a head may be
 * @param pool bounds of the origin connections
 * @param eventLoops threads that carry connections, 0 for the number of cores
 * @param transport which transport carries the sockets
 * @param splice whether the kernel moves long content from socket to socket
 * @param dnsServers name servers to ask, empty for the system's
 * @param resolve names with addresses of their own, before /etc/hosts and DNS; lower-case names
 * @param access who may use it, and to reach what
 * @param accessLog what is written for each exchange
 * @param recording what is kept to be looked at
 */
public record ProxyConfig(
        List<Listener> listeners,
        @Nullable HostPort parent,
        @Nullable ParentCredentials parentCredentials,
        List<DestinationPattern> parentBypass,
        String via,
        ProtectedNomination protectedNomination,
        UpgradePolicy upgrade,
        Http10KeepAlive http10KeepAlive,
        boolean keepAliveHint,
        int clientExchanges,
        ClientLimits clientLimits,
        Duration tcpKeepAlive,
        Timeouts timeouts,
        HeadLimits headLimits,
        PoolLimits pool,
        int eventLoops,
        TransportKind transport,
        boolean splice,
        List<InetSocketAddress> dnsServers,
        Map<String, InetAddress> resolve,
        AccessSettings access,
        AccessLogFormat accessLog,
        RecordSettings recording) {

    /** A smart proxy on 127.0.0.1:8080. */
    public static final ProxyConfig DEFAULTS = new ProxyConfig(
            List.of(new Listener(ListenMode.SMART, "127.0.0.1", 8080)),
            null,
            null,
            List.of(),
            "",
            ProtectedNomination.KEEP,
            UpgradePolicy.ALLOW,
            Http10KeepAlive.PROXY_CONNECTION,
            false,
            0,
            ClientLimits.DEFAULTS,
            Duration.ofMinutes(1),
            Timeouts.DEFAULTS,
            HeadLimits.DEFAULTS,
            PoolLimits.DEFAULTS,
            0,
            TransportKind.AUTO,
            true,
            List.of(),
            Map.of(),
            AccessSettings.DEFAULTS,
            AccessLogFormat.HOP,
            RecordSettings.DEFAULTS);

    public ProxyConfig {
        listeners = List.copyOf(listeners);
        parentBypass = List.copyOf(parentBypass);
        dnsServers = List.copyOf(dnsServers);
        resolve = Map.copyOf(resolve);
    }

    /** A builder that starts from this configuration. */
    public ProxyConfigBuilder toBuilder() {
        return new ProxyConfigBuilder(this);
    }

    /** A changed copy, as in {@code DEFAULTS.with(b -> b.eventLoops(1))}. */
    public ProxyConfig with(Consumer<ProxyConfigBuilder> changes) {
        ProxyConfigBuilder builder = toBuilder();
        changes.accept(builder);
        return builder.build();
    }
}
