package io.clearhop.server;

import io.clearhop.console.TcpFacts;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open connections, to be found by their addresses. Thread-safe. */
final class OpenChannels {
    private static final AttributeKey<InetSocketAddress> CLIENT = AttributeKey.valueOf(OpenChannels.class, "client");

    private final @Nullable Set<Channel> open;

    /**
     * Makes an empty one.
     *
     * @param wanted whether anybody will look for one; else none is kept
     */
    OpenChannels(boolean wanted) {
        open = wanted ? ConcurrentHashMap.newKeySet() : null;
    }

    void opened(Channel channel) {
        if (open != null) {
            open.add(channel);
        }
    }

    void closed(Channel channel) {
        if (open != null) {
            open.remove(channel);
        }
    }

    /** Its other end is told to be there, by a PROXY header. */
    void named(Channel channel, InetSocketAddress client) {
        if (open != null) {
            channel.attr(CLIENT).set(client);
        }
    }

    /** The one with these ends, or null. */
    @Nullable
    Channel find(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
        if (open == null || local == null || remote == null) {
            return null;
        }
        for (Channel channel : open) {
            if (local.equals(channel.localAddress()) && remote.equals(other(channel))) {
                return channel;
            }
        }
        return null;
    }

    /** What the kernel knows of the one with these ends; null where there is none, or no epoll to ask. */
    CompletionStage<@Nullable TcpFacts> tcp(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
        if (!(find(local, remote) instanceof EpollSocketChannel socket)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable TcpFacts> facts = new CompletableFuture<>();
        socket.eventLoop().execute(() -> facts.complete(TcpInfo.of(socket)));
        return facts;
    }

    private static @Nullable SocketAddress other(Channel channel) {
        InetSocketAddress told = channel.hasAttr(CLIENT) ? channel.attr(CLIENT).get() : null;
        return told == null ? channel.remoteAddress() : told;
    }
}
