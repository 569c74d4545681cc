package io.clearhop.server;

import io.clearhop.origin.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Every socket of the process passes here when it is opened: it is counted, and gets the options of all. Thread-safe. */
final class Sockets {
    private final Descriptors descriptors;
    private final ClientCensus census;
    private final TcpKeepAlive keepAlive;
    private final OpenChannels channels;

    /**
     * Makes the gate.
     *
     * @param channels who is told of each, to find it again
     */
    Sockets(Descriptors descriptors, ClientCensus census, TcpKeepAlive keepAlive, OpenChannels channels) {
        this.descriptors = descriptors;
        this.census = census;
        this.keepAlive = keepAlive;
        this.channels = channels;
    }

    /** A listener is about to be bound. */
    void listening(ServerBootstrap listener, boolean epoll) {
        keepAlive.applyToListener(listener, epoll);
    }

    /** A connection was accepted, and counted by {@link Accepting}. */
    void accepted(Channel channel) {
        channels.opened(channel);
        channel.closeFuture().addListener(f -> closed(channel));
        keepAlive.applyToAccepted(channel);
    }

    /** Whose an accepted connection is, where it is not of whom it comes from. */
    void named(Channel channel, InetSocketAddress client) {
        channels.named(channel, client);
    }

    private void closed(Channel channel) {
        descriptors.closed();
        channels.closed(channel);
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
        channel.closeFuture().addListener(f -> closed(channel));
        if (tcp) {
            channels.opened(channel);
            keepAlive.applyToConnecting(channel);
        }
        return channel;
    }
}
