package io.clearhop.server;

import io.clearhop.origin.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

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
    void listening(Bootstrap listener, boolean epoll) {
        keepAlive.applyToListener(listener, epoll);
    }

    /** A connection was accepted, and counted by {@link Accepting}. */
    Accepted accepted(Channel channel) {
        Accepted socket = new Accepted(channel);
        channels.opened(channel);
        channel.closeFuture().addListener(socket);
        keepAlive.applyToAccepted(channel);
        return socket;
    }

    /** A connection was accepted, and counted, that nobody can serve any more. */
    void unserved(Channel channel) {
        channel.unsafe().closeForcibly();
        descriptors.closed();
    }

    private void closed(Channel channel) {
        descriptors.closed();
        channels.closed(channel);
    }

    /** An accepted connection until it closes. Confined to its event loop. */
    final class Accepted implements ChannelFutureListener {
        private final Channel channel;
        private @Nullable InetAddress client;
        private ClientCensus.Verdict verdict = ClientCensus.Verdict.NO_ANSWER;

        private Accepted(Channel channel) {
            this.channel = channel;
        }

        Channel channel() {
            return channel;
        }

        /** Whose it is, where it is not of whom it comes from. */
        void named(InetSocketAddress other) {
            channels.named(channel, other);
        }

        /** It is known of which client it is; says what becomes of that. */
        ClientCensus.Verdict arrived(InetAddress address) {
            client = address;
            verdict = census.arrived(address);
            return verdict;
        }

        @Override
        public void operationComplete(ChannelFuture closing) {
            closed(channel);
            if (client != null) {
                census.left(client, verdict);
            }
        }
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
