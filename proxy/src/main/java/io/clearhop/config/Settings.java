package io.clearhop.config;

import static io.clearhop.config.SettingGroup.CLIENTS;
import static io.clearhop.config.SettingGroup.FORWARDING;
import static io.clearhop.config.SettingGroup.HEADS;
import static io.clearhop.config.SettingGroup.LISTENING;
import static io.clearhop.config.SettingGroup.NAMES;
import static io.clearhop.config.SettingGroup.ORIGINS;
import static io.clearhop.config.SettingGroup.PROCESS;
import static io.clearhop.config.SettingGroup.TIMEOUTS;

import io.clearhop.http.HeadLimits;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.ReusePolicy;
import io.clearhop.http.UpgradePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Every setting there is, one row each. A row makes a flag, an environment variable, a key of the file, a line of help
 * and a paragraph of the file that {@code clearhop config} prints; there is no other list of them.
 */
public final class Settings {
    private static final int MANY = 1_000_000;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Smart or dumb. */
    public static final Setting<ListenMode> MODE = repeatable(
            LISTENING,
            "mode",
            ChoiceType.of("MODE", ListenMode.class),
            "smart",
            "What to do with connections where listen names no mode: smart forwards each hop correctly, dumb relays"
                    + " blindly.",
            (draft, value) -> draft.modes.add(value));

    static final Setting<ListenSpec> LISTEN = repeatable(
            LISTENING,
            "listen",
            new ListenType(),
            "127.0.0.1:8080",
            "Where to accept clients: 127.0.0.1 is for this machine only, 0.0.0.0 for every network, and needs"
                    + " allow-client or auth-file; port 0 takes any free port. With ,proxy-protocol each connection begins"
                    + " with a PROXY header.",
            (draft, value) -> draft.listens.add(value));

    static final Setting<HostPort> PARENT = row(
            FORWARDING,
            "parent",
            new HostPortType(1, "127.0.0.1:3128"),
            "",
            "Another HTTP proxy to send all requests to, instead of to origins.",
            (draft, value) -> draft.config.parent(value));

    static final Setting<Integer> MAX_REQUEST_LINE = row(
            HEADS,
            "max-request-line",
            // RFC 9112 section 3 recommends 8000 bytes at least.
            new SizeType(8000, 1 << 20),
            "16k",
            "Longest request line; a longer one is answered 414.",
            (draft, value) ->
                    draft.config.headLimits(limits -> new HeadLimits(limits.headSize(), value, limits.fields())));

    static final Setting<Integer> MAX_HEAD_SIZE = row(
            HEADS,
            "max-head-size",
            // A request line of 8000 bytes and a hundred fields of 80.
            new SizeType(16_000, 1 << 20),
            "64k",
            "Largest head, no smaller than max-request-line; a larger one is answered 431 or 502.",
            (draft, value) ->
                    draft.config.headLimits(limits -> new HeadLimits(value, limits.requestLine(), limits.fields())));

    private static final List<Setting<?>> OWN = List.of(
            MODE,
            LISTEN,
            PARENT,
            row(
                    FORWARDING,
                    "parent-auth",
                    new CredentialsType(),
                    "",
                    "How the smart proxy authenticates itself to its parent; other users of this machine see a command"
                            + " line, so prefer the file or the environment.",
                    Draft::parentCredentials),
            row(
                    FORWARDING,
                    "parent-auth-file",
                    new PathType("parent-auth"),
                    "",
                    "A file that holds the USER:PASSWORD of parent-auth.",
                    (draft, value) -> draft.parentCredentials(ParentCredentials.read(value))),
            repeatable(
                    FORWARDING,
                    "parent-bypass",
                    new DestinationType(),
                    "",
                    "Hosts to which requests go directly in spite of parent: example.org, *.example.org (names under it),"
                            + " .example.org (both), or a block of IP literals such as 10.0.0.0/8.",
                    (draft, value) -> draft.config.parentBypass(value)),
            row(
                    FORWARDING,
                    "via",
                    new TokenType(),
                    "",
                    "What the proxy calls itself in Via and Proxy-Status; loops are found by it, so that no two proxies of a"
                            + " chain may share it. Without it: clearhop- and six random characters.",
                    (draft, value) -> draft.config.via(value)),
            row(
                    FORWARDING,
                    "on-protected-nomination",
                    ChoiceType.of("WHAT", ProtectedNomination.class),
                    "keep",
                    "What to do when Connection names a field that is meant for all recipients, such as Cache-Control: keep"
                            + " lets the field pass, reject answers 400, or 502 for a response.",
                    (draft, value) -> draft.config.protectedNomination(value)),
            row(
                    FORWARDING,
                    "upgrade",
                    ChoiceType.of("WHAT", UpgradePolicy.class),
                    "allow",
                    "What becomes of a client's Upgrade, as WebSockets use it: allow offers it to the origin, whose 101 makes"
                            + " a tunnel; strip sends an ordinary request.",
                    (draft, value) -> draft.config.upgrade(value)),
            row(
                    FORWARDING,
                    "http10-keep-alive",
                    ChoiceType.of("WHEN", Http10KeepAlive.class),
                    "proxy-connection",
                    "When an HTTP/1.0 client's connection persists if it asks for that: RFC 9112 says never, because a dumb"
                            + " proxy may have relayed the wish; with Proxy-Connection that is less likely.",
                    (draft, value) -> draft.config.http10KeepAlive(value)),
            row(
                    FORWARDING,
                    "keep-alive-hint",
                    ChoiceType.onOff(),
                    "off",
                    "Whether persistent clients are sent Keep-Alive: timeout=, max=.",
                    (draft, value) -> draft.config.keepAliveHint(value)),
            row(
                    CLIENTS,
                    "client-max-exchanges",
                    new CountType(0, MANY),
                    "0",
                    "Exchanges on one client connection before it is closed; 0: no limit.",
                    (draft, value) -> draft.config.clientExchanges(value)),
            row(
                    CLIENTS,
                    "max-clients",
                    new CountType(1, MANY),
                    "20000",
                    "Open client connections; one more is answered 503.",
                    (draft, value) -> draft.config.clientLimits(limits -> limits.withConnections(value))),
            row(
                    CLIENTS,
                    "max-clients-per-address",
                    new CountType(0, MANY),
                    "0",
                    "Open connections of one client address, one more is answered 429; 0: no limit.",
                    (draft, value) -> draft.config.clientLimits(limits -> limits.withPerAddress(value))),
            row(
                    CLIENTS,
                    "max-request-content",
                    new SizeType(0, 1 << 30),
                    "0",
                    "Content of a request; more is answered 413; 0: no limit.",
                    (draft, value) -> draft.config.clientLimits(limits -> limits.withRequestContent(value))),
            timeout("dns-timeout", "5s", "For an answer of the name servers, else 504.", Timeouts::withDns),
            timeout(
                    "connect-timeout",
                    "10s",
                    "For a connection to an origin, all its addresses together, else 504.",
                    Timeouts::withConnect),
            timeout(
                    "request-head-timeout",
                    "30s",
                    "From the first byte of a request to the end of its head, else 408.",
                    Timeouts::withRequestHead),
            timeout(
                    "request-content-timeout",
                    "1m",
                    "For the client's next byte while the content of a request arrives, else 408.",
                    Timeouts::withRequestContent),
            timeout(
                    "response-head-timeout",
                    "2m",
                    "From the end of a request to the head of its response, else 504.",
                    Timeouts::withResponseHead),
            timeout(
                    "client-idle-timeout",
                    "1m",
                    "For the next request on an idle client connection, else it is closed.",
                    Timeouts::withClientIdle),
            timeout(
                    "origin-idle-timeout",
                    "30s",
                    "For the next exchange on an idle connection to an origin, else it is closed.",
                    Timeouts::withOriginIdle),
            timeout(
                    "stall-timeout",
                    "5m",
                    "For the next byte while content is transferred, either way.",
                    Timeouts::withStall),
            timeout(
                    "tunnel-idle-timeout",
                    "10m",
                    "For the next byte, either way, in a tunnel (CONNECT, Upgrade) or through the dumb proxy.",
                    Timeouts::withTunnelIdle),
            row(
                    TIMEOUTS,
                    "linger-timeout",
                    new DurationType(Duration.ZERO, Duration.ofMinutes(1)),
                    "5s",
                    "For the client's next byte, or its close, after the proxy's close (RFC 9112 section 9.6), so that the"
                            + " last response is not lost; 0: do not wait.",
                    (draft, value) -> draft.config.timeouts(timeouts -> timeouts.withLinger(value))),
            row(
                    TIMEOUTS,
                    "linger-total-timeout",
                    new DurationType(Duration.ZERO, Duration.ofHours(1)),
                    "30s",
                    "For a client that goes on sending after the proxy's close, all in all.",
                    (draft, value) -> draft.config.timeouts(timeouts -> timeouts.withLingerTotal(value))),
            row(
                    TIMEOUTS,
                    "drain-notice",
                    new DurationType(Duration.ZERO, DAY),
                    "0",
                    "For balancers and clients to turn to others before the proxy stops: it still serves all, but /readyz of"
                            + " the console answers 503, and each response closes its connection; 0: none.",
                    (draft, value) -> draft.config.timeouts(timeouts -> timeouts.withDrainNotice(value))),
            row(
                    TIMEOUTS,
                    "drain-timeout",
                    new DurationType(Duration.ZERO, DAY),
                    "10s",
                    "For exchanges in progress when the proxy stops; 0: stop at once.",
                    (draft, value) -> draft.config.timeouts(timeouts -> timeouts.withDrain(value))),
            MAX_HEAD_SIZE,
            MAX_REQUEST_LINE,
            row(
                    HEADS,
                    "max-fields",
                    new CountType(100, 10_000),
                    "200",
                    "Field lines of a head or a trailer section, else 431 or 502.",
                    (draft, value) -> draft.config.headLimits(
                            limits -> new HeadLimits(limits.headSize(), limits.requestLine(), value))),
            row(
                    ORIGINS,
                    "reuse",
                    ChoiceType.of("WHEN", ReusePolicy.class),
                    "safe",
                    "Which idle connections a request may take, as HAProxy's http-reuse: never another client's; safe:"
                            + " any, unless the request cannot be repeated and is its client connection's first;"
                            + " aggressive: then one that was reused before; always any.",
                    (draft, value) -> draft.config.pool(pool -> pool.withReuse(value))),
            repeatable(
                    ORIGINS,
                    "retry-on",
                    new RetryOnType(),
                    "stale",
                    "Failures after which a request is sent once more if its method is idempotent and its content is kept:"
                            + " stale is a used connection that dies before the first byte of a response.",
                    Draft::retryOn),
            row(
                    ORIGINS,
                    "origin-max-connections",
                    new CountType(1, 65_535),
                    "256",
                    "Open connections to one origin, idle ones included.",
                    (draft, value) -> draft.config.pool(pool -> pool.withConnections(value))),
            row(
                    ORIGINS,
                    "origin-max-connections-per-client",
                    new CountType(0, 65_535),
                    "0",
                    "Open connections to one origin for each client address that is connected: 2 is the old rule of"
                            + " courtesy, 2N for N clients; 0: no such limit.",
                    (draft, value) -> draft.config.pool(pool -> pool.withPerClient(value))),
            row(
                    ORIGINS,
                    "origin-max-idle",
                    new CountType(0, 65_535),
                    "64",
                    "Idle connections that are kept for one origin; 0: none is reused.",
                    (draft, value) -> draft.config.pool(pool -> pool.withIdle(value))),
            row(
                    ORIGINS,
                    "origin-max-waiting",
                    new CountType(0, MANY),
                    "1024",
                    "Exchanges that may wait for a connection to one origin, else 503.",
                    (draft, value) -> draft.config.pool(pool -> pool.withWaiting(value))),
            row(
                    ORIGINS,
                    "origin-max-exchanges",
                    new CountType(0, MANY),
                    "0",
                    "Exchanges on one connection before it is closed; 0: no limit.",
                    (draft, value) -> draft.config.pool(pool -> pool.withExchanges(value))),
            row(
                    ORIGINS,
                    "origin-max-lifetime",
                    new DurationType(Duration.ZERO, MONTH),
                    "0",
                    "Age at which a connection is closed after its exchange; 0: no limit.",
                    (draft, value) -> draft.config.pool(pool -> pool.withLifetime(value))),
            repeatable(
                    NAMES,
                    "dns-server",
                    new NameServerType(),
                    "",
                    "Name server to ask instead of the system's.",
                    (draft, value) -> draft.config.dnsServer(value)),
            repeatable(
                    NAMES,
                    "resolve",
                    new NamedAddressType(),
                    "",
                    "Address of a host name, before /etc/hosts and DNS are asked.",
                    Draft::resolve),
            row(
                    PROCESS,
                    "event-loops",
                    new CountType(0, 1024),
                    "0",
                    "Threads that carry connections; 0: one for each core.",
                    (draft, value) -> draft.config.eventLoops(value)),
            row(
                    PROCESS,
                    "tcp-keep-alive",
                    // Linux takes 32767 seconds.
                    new DurationType(Duration.ZERO, Duration.ofHours(9)),
                    "1m",
                    "After which silence the system asks a peer whether it is still there, on both hops; whole seconds;"
                            + " 0: never.",
                    Draft::tcpKeepAlive),
            row(
                    PROCESS,
                    "transport",
                    ChoiceType.of("KIND", TransportKind.class),
                    "auto",
                    "What carries the sockets; auto takes the best that runs here.",
                    (draft, value) -> draft.config.transport(value)),
            row(
                    PROCESS,
                    "splice",
                    ChoiceType.onOff(),
                    "on",
                    "Whether the kernel moves long content from socket to socket, past the proxy; with epoll only.",
                    (draft, value) -> draft.config.splice(value)),
            row(
                    PROCESS,
                    "access-log",
                    ChoiceType.of("FORMAT", AccessLogFormat.class),
                    "hop",
                    "One line an exchange on stdout: hop shows both connections, json the same for programs; combined and squid are what"
                            + " other servers write.",
                    (draft, value) -> draft.config.accessLog(value)));

    /** All settings, in the order in which people read about those of a group. */
    public static final List<Setting<?>> ALL = Stream.of(OWN, AccessRows.ALL, RecordRows.ALL, ConsoleRows.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private Settings() {}

    /** The setting of this key. */
    public static Optional<Setting<?>> find(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    private static <T> Setting<T> row(
            SettingGroup group,
            String key,
            ValueType<T> type,
            String defaultText,
            String description,
            Setting.Effect<T> effect) {
        return new Setting<>(group, key, type, defaultText, false, description, effect);
    }

    private static <T> Setting<T> repeatable(
            SettingGroup group,
            String key,
            ValueType<T> type,
            String defaultText,
            String description,
            Setting.Effect<T> effect) {
        return new Setting<>(group, key, type, defaultText, true, description, effect);
    }

    private static Setting<Duration> timeout(
            String key, String defaultText, String description, BiFunction<Timeouts, Duration, Timeouts> with) {
        return row(
                TIMEOUTS,
                key,
                new DurationType(TICK, DAY),
                defaultText,
                description,
                (draft, value) -> draft.config.timeouts(timeouts -> with.apply(timeouts, value)));
    }
}
