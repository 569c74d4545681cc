package io.clearhop.config;

import io.clearhop.access.DestinationPattern;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.UpgradePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes some values of a {@link ProxyConfig}; for what they mean see there. Not thread-safe. Values are not checked:
 * bounds are the command line's and the file's business ({@link Settings}).
 */
public final class ProxyConfigBuilder {
    private List<Listener> listeners;
    private @Nullable HostPort parent;
    private @Nullable ParentCredentials parentCredentials;
    private final List<DestinationPattern> parentBypass;
    private String via;
    private ProtectedNomination protectedNomination;
    private UpgradePolicy upgrade;
    private Http10KeepAlive http10KeepAlive;
    private boolean keepAliveHint;
    private int clientExchanges;
    private ClientLimits clientLimits;
    private Duration tcpKeepAlive;
    private Timeouts timeouts;
    private HeadLimits headLimits;
    private PoolLimits pool;
    private int eventLoops;
    private TransportKind transport;
    private boolean splice;
    private final List<InetSocketAddress> dnsServers;
    private final Map<String, InetAddress> resolve;
    private AccessSettings access;
    private AccessLogFormat accessLog;
    private RecordSettings recording;

    ProxyConfigBuilder(ProxyConfig from) {
        listeners = from.listeners();
        parent = from.parent();
        parentCredentials = from.parentCredentials();
        parentBypass = new ArrayList<>(from.parentBypass());
        via = from.via();
        protectedNomination = from.protectedNomination();
        upgrade = from.upgrade();
        http10KeepAlive = from.http10KeepAlive();
        keepAliveHint = from.keepAliveHint();
        clientExchanges = from.clientExchanges();
        clientLimits = from.clientLimits();
        tcpKeepAlive = from.tcpKeepAlive();
        timeouts = from.timeouts();
        headLimits = from.headLimits();
        pool = from.pool();
        eventLoops = from.eventLoops();
        transport = from.transport();
        splice = from.splice();
        dnsServers = new ArrayList<>(from.dnsServers());
        resolve = new HashMap<>(from.resolve());
        access = from.access();
        accessLog = from.accessLog();
        recording = from.recording();
    }

    /** The configuration with all changes. */
    public ProxyConfig build() {
        return new ProxyConfig(
                listeners,
                parent,
                parentCredentials,
                parentBypass,
                via,
                protectedNomination,
                upgrade,
                http10KeepAlive,
                keepAliveHint,
                clientExchanges,
                clientLimits,
                tcpKeepAlive,
                timeouts,
                headLimits,
                pool,
                eventLoops,
                transport,
                splice,
                dnsServers,
                resolve,
                access,
                accessLog,
                recording);
    }

    /** See {@link ProxyConfig#listeners()}. */
    public ProxyConfigBuilder listeners(List<Listener> value) {
        listeners = value;
        return this;
    }

    /** See {@link ProxyConfig#parent()}. */
    public ProxyConfigBuilder parent(@Nullable HostPort value) {
        parent = value;
        return this;
    }

    /** See {@link ProxyConfig#parentCredentials()}. */
    public ProxyConfigBuilder parentCredentials(@Nullable ParentCredentials value) {
        parentCredentials = value;
        return this;
    }

    /** Adds hosts to {@link ProxyConfig#parentBypass()}. */
    public ProxyConfigBuilder parentBypass(DestinationPattern hosts) {
        parentBypass.add(hosts);
        return this;
    }

    /** See {@link ProxyConfig#via()}. */
    public ProxyConfigBuilder via(String value) {
        via = value;
        return this;
    }

    /** See {@link ProxyConfig#protectedNomination()}. */
    public ProxyConfigBuilder protectedNomination(ProtectedNomination value) {
        protectedNomination = value;
        return this;
    }

    /** See {@link ProxyConfig#upgrade()}. */
    public ProxyConfigBuilder upgrade(UpgradePolicy value) {
        upgrade = value;
        return this;
    }

    /** See {@link ProxyConfig#http10KeepAlive()}. */
    public ProxyConfigBuilder http10KeepAlive(Http10KeepAlive value) {
        http10KeepAlive = value;
        return this;
    }

    /** See {@link ProxyConfig#keepAliveHint()}. */
    public ProxyConfigBuilder keepAliveHint(boolean value) {
        keepAliveHint = value;
        return this;
    }

    /** See {@link ProxyConfig#clientExchanges()}. */
    public ProxyConfigBuilder clientExchanges(int value) {
        clientExchanges = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#clientLimits()}. */
    public ProxyConfigBuilder clientLimits(UnaryOperator<ClientLimits> change) {
        clientLimits = change.apply(clientLimits);
        return this;
    }

    /** See {@link ProxyConfig#tcpKeepAlive()}. */
    public ProxyConfigBuilder tcpKeepAlive(Duration value) {
        tcpKeepAlive = value;
        return this;
    }

    /** See {@link ProxyConfig#timeouts()}. */
    public ProxyConfigBuilder timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#timeouts()}. */
    public ProxyConfigBuilder timeouts(UnaryOperator<Timeouts> change) {
        timeouts = change.apply(timeouts);
        return this;
    }

    /** See {@link ProxyConfig#headLimits()}. */
    public ProxyConfigBuilder headLimits(HeadLimits value) {
        headLimits = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#headLimits()}. */
    public ProxyConfigBuilder headLimits(UnaryOperator<HeadLimits> change) {
        headLimits = change.apply(headLimits);
        return this;
    }

    /** See {@link ProxyConfig#pool()}. */
    public ProxyConfigBuilder pool(PoolLimits value) {
        pool = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#pool()}. */
    public ProxyConfigBuilder pool(UnaryOperator<PoolLimits> change) {
        pool = change.apply(pool);
        return this;
    }

    /** See {@link ProxyConfig#eventLoops()}. */
    public ProxyConfigBuilder eventLoops(int value) {
        eventLoops = value;
        return this;
    }

    /** See {@link ProxyConfig#splice()}. */
    public ProxyConfigBuilder splice(boolean value) {
        splice = value;
        return this;
    }

    /** See {@link ProxyConfig#transport()}. */
    public ProxyConfigBuilder transport(TransportKind value) {
        transport = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#access()}. */
    public ProxyConfigBuilder access(UnaryOperator<AccessSettings> change) {
        access = change.apply(access);
        return this;
    }

    /** See {@link ProxyConfig#accessLog()}. */
    public ProxyConfigBuilder accessLog(AccessLogFormat value) {
        accessLog = value;
        return this;
    }

    /** Changes some of {@link ProxyConfig#recording()}. */
    public ProxyConfigBuilder recording(UnaryOperator<RecordSettings> change) {
        recording = change.apply(recording);
        return this;
    }

    /** Adds a name server to {@link ProxyConfig#dnsServers()}. */
    public ProxyConfigBuilder dnsServer(InetSocketAddress address) {
        dnsServers.add(address);
        return this;
    }

    /** Adds a name to {@link ProxyConfig#resolve()}. */
    public ProxyConfigBuilder resolve(String name, InetAddress address) {
        resolve.put(name.toLowerCase(Locale.ROOT), address);
        return this;
    }
}
