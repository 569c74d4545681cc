package io.clearhop.client;

import io.clearhop.access.ProxyAuthentication;
import io.clearhop.exchange.LocalResponses;
import io.clearhop.exchange.LoopScope;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.HeadParser;
import io.clearhop.http.KnownLines;
import io.clearhop.loop.LateFlush;
import io.clearhop.origin.OriginConnector;
import io.clearhop.origin.OriginPool;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the smart client connections of one event loop share, and who they are. Confined to the loop. */
public final class ClientScope {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int KEPT_PARSERS = 64;

    private final LoopScope loop;
    private final ClientPolicy policy;
    private final HopAwareForwarder forwarder;
    private final HopAwareForwarder parentForwarder;
    private final OriginPool pool;
    private final OriginConnector connector;
    private final LocalResponses responses;
    private final @Nullable ProxyAuthentication authentication;
    private final LongObjectMap<ClientConnection> connections = new LongObjectHashMap<>();
    private final Deque<HeadParser> parsers = new ArrayDeque<>();
    private final KnownLines knownLines = new KnownLines();
    private final LateFlush lateFlush;
    // Used within one call only, so one of each serves all connections of the loop.
    private final ConnectionOptions options = new ConnectionOptions();
    private final BodyFraming framing = new BodyFraming();
    private boolean leaving;
    private boolean draining;

    /**
     * Brings the parts together.
     *
     * @param authentication or null to ask for no password
     */
    public ClientScope(
            LoopScope loop,
            ClientPolicy policy,
            HopAwareForwarder forwarder,
            HopAwareForwarder parentForwarder,
            OriginPool pool,
            OriginConnector connector,
            LocalResponses responses,
            @Nullable ProxyAuthentication authentication) {
        this.loop = loop;
        this.policy = policy;
        this.forwarder = forwarder;
        this.parentForwarder = parentForwarder;
        this.pool = pool;
        this.connector = connector;
        this.responses = responses;
        this.authentication = authentication;
        lateFlush = new LateFlush(loop.loop());
    }

    /** From now on each response is the last on its connection (RFC 9112 section 9.6). */
    public void leave() {
        leaving = true;
    }

    /** Lets idle connections go, and the others after their exchange. */
    public void drain() {
        leaving = true;
        draining = true;
        for (ClientConnection connection : new ArrayList<>(connections.values())) {
            connection.drain();
        }
    }

    /** Closes what is left. */
    public void closeAll() {
        leaving = true;
        draining = true;
        for (ClientConnection connection : new ArrayList<>(connections.values())) {
            connection.stop();
        }
    }

    /** How many connections are open. */
    public int size() {
        return connections.size();
    }

    LoopScope loop() {
        return loop;
    }

    ClientPolicy policy() {
        return policy;
    }

    /** The rules towards origins. */
    HopAwareForwarder forwarder() {
        return forwarder;
    }

    /** The rules towards the parent proxy. */
    HopAwareForwarder parentForwarder() {
        return parentForwarder;
    }

    OriginPool pool() {
        return pool;
    }

    OriginConnector connector() {
        return connector;
    }

    LocalResponses responses() {
        return responses;
    }

    @Nullable
    ProxyAuthentication authentication() {
        return authentication;
    }

    LateFlush lateFlush() {
        return lateFlush;
    }

    ConnectionOptions options() {
        return options;
    }

    BodyFraming framing() {
        return framing;
    }

    /** Whether each response is the last on its connection. */
    boolean isLeaving() {
        return leaving;
    }

    boolean isDraining() {
        return draining;
    }

    void opened(long id, ClientConnection connection) {
        connections.put(id, connection);
    }

    void closed(long id) {
        connections.remove(id);
    }

    /** A parser at its beginning; only connections with a head in parts keep one for long. */
    HeadParser takeParser() {
        HeadParser parser = parsers.pollLast();
        return parser != null ? parser : new HeadParser(HeadParser.Kind.REQUEST, policy.headLimits(), knownLines);
    }

    void returnParser(HeadParser parser) {
        if (parsers.size() < KEPT_PARSERS) {
            parser.reset();
            parsers.addLast(parser);
        }
    }

    void reportBug(String where, Throwable cause) {
        LOG.error("unexpected failure on {}", where, cause);
    }
}
