package io.clearhop.server;

import io.clearhop.origin.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import java.net.InetAddress;

/** Every socket of the process passes here when it is opened: it is counted, and gets the options of all. Thread-safe. */
final class Sockets {
    private final Descriptors descriptors;
    private final ClientCensus census;
    private final TcpKeepAlive keepAlive;

    Sockets(Descriptors descriptors, ClientCensus census, TcpKeepAlive keepAlive) {
        this.descriptors = descriptors;
        this.census = census;
        this.keepAlive = keepAlive;
    }

    /** A listener is about to be bound. */
    void listening(ServerBootstrap listener, boolean epoll) {
        keepAlive.applyToListener(listener, epoll);
    }

    /** A connection was accepted, and counted by {@link Accepting}. */
    void accepted(Channel channel) {
        channel.closeFuture().addListener(f -> descriptors.closed());
        keepAlive.applyToAccepted(channel);
    }

    /** It is known of which client it is; says what becomes of that. */
    ClientCensus.Verdict arrived(Channel channel, InetAddress client) {
        ClientCensus.Verdict verdict = census.arrived(client);
        channel.closeFuture().addListener(f -> census.left(client, verdict));
        return verdict;
    }

    /** A transport whose sockets to origins, and to name servers, are counted. */
    Transport counting(Transport transport) {
        return new Transport(
                transport.name(),
                new Transport.Sockets<>(
                        () -> counted(transport.sockets().ipv4().newChannel(), true),
                        () -> counted(transport.sockets().any().newChannel(), true)),
                transport.listeners(),
                () -> counted(transport.datagrams().newChannel(), false));
    }

    private <C extends Channel> C counted(C channel, boolean tcp) {
        descriptors.opened();
        channel.closeFuture().addListener(f -> descriptors.closed());
        if (tcp) {
            keepAlive.applyToConnecting(channel);
        }
        return channel;
    }
}
