package io.clearhop.server;

import io.clearhop.access.Cidr;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the PROXY protocol's header, version 1 or 2, with which a load balancer says whose connection this is, and
 * then makes place for the handler of that client. Without a header nothing is read as HTTP: anybody could claim to be
 * anybody. Event loop.
 */
final class ProxyProtocol extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyProtocol.class);

    private final Channel channel;
    private final InetSocketAddress peer;
    private final LoopTimer timer;
    private final Consumer<InetSocketAddress> serve;
    private boolean refused;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            refuse("sent no whole PROXY header in time");
        }
    };

    private ProxyProtocol(Channel channel, InetSocketAddress peer, LoopTimer timer, Consumer<InetSocketAddress> serve) {
        this.channel = channel;
        this.peer = peer;
        this.timer = timer;
        this.serve = serve;
    }

    /**
     * Installs it on an accepted connection.
     *
     * @param peer who has connected
     * @param senders who may send the header; others are refused
     * @param timeoutMillis for the whole header
     * @param serve installs what handles the connection of a client of this address
     * @return whether the connection may stay
     */
    static boolean install(
            Channel channel,
            InetSocketAddress peer,
            List<Cidr> senders,
            LoopTimer timer,
            long timeoutMillis,
            Consumer<InetSocketAddress> serve) {
        if (senders.stream().noneMatch(sender -> sender.contains(peer.getAddress()))) {
            logRefused(peer, "is not among those of proxy-protocol-from");
            return false;
        }
        ProxyProtocol waiting = new ProxyProtocol(channel, peer, timer, serve);
        channel.pipeline().addLast(new HAProxyMessageDecoder(), waiting);
        timer.set(waiting.deadline, timeoutMillis);
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof HAProxyMessage header)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        InetSocketAddress client = client(header);
        header.release();
        if (client == null) {
            refuse("sent a PROXY header without a TCP address");
            return;
        }
        timer.remove(deadline);
        serve.accept(client);
        ctx.fireChannelActive();
        channel.pipeline().remove(this);
    }

    /** Whose connection this is; the sender's own where it speaks for itself, or does not say for whom. */
    private @Nullable InetSocketAddress client(HAProxyMessage header) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        if (header.command() == HAProxyCommand.LOCAL) {
            return peer;
        }
        return switch (protocol.addressFamily()) {
            case AF_UNSPEC, AF_UNIX -> peer;
            case AF_IPv4, AF_IPv6 ->
                protocol.transportProtocol() == HAProxyProxiedProtocol.TransportProtocol.STREAM
                        ? address(header.sourceAddress(), header.sourcePort())
                        : null;
        };
    }

    private static @Nullable InetSocketAddress address(String literal, int port) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(literal);
        return address == null ? null : new InetSocketAddress(address, port);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            refuse("closed before its PROXY header was whole");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.remove(deadline);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse("sent no valid PROXY header (" + cause.getMessage() + ")");
    }

    /** Only the first reason counts; the decoder may have closed the channel already. */
    private void refuse(String why) {
        timer.remove(deadline);
        if (!refused) {
            refused = true;
            logRefused(peer, why.replaceAll("[^\\x20-\\x7e]", "?"));
            channel.close();
        }
    }

    private static void logRefused(InetSocketAddress peer, String why) {
        LOG.info("closed: {} {}", peer, why);
    }
}
