package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Peer;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.Origin;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection being made: resolution, then the addresses one after the other, the next one begun when one fails or is
 * silent for a while (Happy Eyeballs, RFC 8305 section 5). The first that connects wins. Event loop.
 */
final class ConnectAttempt {
    private static final long NEXT_ADDRESS_MILLIS = 250;

    private final Origin origin;
    private final int port;
    private final ClientAccess access;
    private final EventLoop loop;
    private final Transport transport;
    private final LoopTimer timer;
    private final Backlog backlog;
    private final OriginConnector.Listener listener;
    private final Consumer<ConnectAttempt> whenOver;
    private final long startNanos = System.nanoTime();
    private final List<Channel> racing = new ArrayList<>(1);
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private List<InetAddress> addresses = List.of();
    private int next;
    private @Nullable Future<?> nextTry;
    private boolean over;
    private ProxyError lastError = ProxyError.CONNECT_TIMEOUT;
    private String lastDetail = "";

    ConnectAttempt(
            Origin origin,
            int port,
            ClientAccess access,
            EventLoop loop,
            Transport transport,
            LoopTimer timer,
            Backlog backlog,
            OriginConnector.Listener listener,
            Consumer<ConnectAttempt> whenOver) {
        this.origin = origin;
        this.port = port;
        this.access = access;
        this.loop = loop;
        this.transport = transport;
        this.timer = timer;
        this.backlog = backlog;
        this.listener = listener;
        this.whenOver = whenOver;
    }

    void start(Future<List<InetAddress>> resolving, long timeoutMillis) {
        timer.set(deadline, timeoutMillis);
        if (resolving.isDone()) {
            resolved(resolving);
        } else {
            resolving.addListener(f -> resolved(resolving));
        }
    }

    private void resolved(Future<List<InetAddress>> resolving) {
        if (over) {
            return;
        }
        if (!resolving.isSuccess()) {
            fail(
                    ConnectFailure.ofResolving(resolving.cause()),
                    nameOfHost() + ". "
                            + ConnectFailure.text(resolving.cause().getMessage())
                                    .strip());
            return;
        }
        List<InetAddress> resolved = resolving.getNow();
        Refusal refusal = permit(resolved);
        if (refusal != null) {
            fail(ProxyError.of(refusal.kind()), refusal.detail());
            return;
        }
        tryNext();
    }

    /**
     * Keeps the addresses that the client may be connected to. They are judged here, after the name was looked up and
     * before anything is connected to, so that no name server can change its mind in between.
     *
     * @return why there is none, or null
     */
    private @Nullable Refusal permit(List<InetAddress> resolved) {
        Refusal first = null;
        List<InetAddress> permitted = new ArrayList<>(resolved.size());
        for (InetAddress address : resolved) {
            Refusal refusal = access.ofAddress(origin, new InetSocketAddress(address, port));
            if (refusal == null) {
                permitted.add(address);
            } else if (refusal.kind() == Refusal.Kind.LOOP) {
                return refusal;
            } else if (first == null) {
                first = refusal;
            }
        }
        addresses = AddressOrder.interleave(permitted);
        return permitted.isEmpty() ? first : null;
    }

    private void tryNext() {
        cancelNextTry();
        if (over) {
            return;
        }
        if (next == addresses.size()) {
            if (racing.isEmpty()) {
                fail(lastError, lastDetail);
            }
            return;
        }
        InetSocketAddress address = new InetSocketAddress(addresses.get(next++), port);
        Channel channel;
        try {
            channel = transport.sockets().newFor(address.getAddress());
        } catch (ChannelException e) {
            failedOne(ProxyError.CONNECT_FAILED, address, e);
            return;
        }
        racing.add(channel);
        SocketOptions.apply(channel, backlog);
        // The deadline is for all addresses together, and Netty's own would be a task for each connection.
        channel.config().setAutoRead(false).setConnectTimeoutMillis(0);
        loop.register(channel.voidPromise());
        // First, for a connection that fails at once tries the next address at once.
        if (next < addresses.size()) {
            nextTry = loop.schedule(this::tryNext, NEXT_ADDRESS_MILLIS, TimeUnit.MILLISECONDS);
        }
        channel.connect(address).addListener((ChannelFuture f) -> connected(f, address));
    }

    private void connected(ChannelFuture future, InetSocketAddress address) {
        Channel channel = future.channel();
        racing.remove(channel);
        if (!future.isSuccess()) {
            channel.close();
            if (!over) {
                failedOne(ConnectFailure.ofConnecting(future.cause()), address, future.cause());
            }
            return;
        }
        if (over) {
            channel.close();
            return;
        }
        end();
        listener.connected(channel, System.nanoTime() - startNanos);
    }

    private void failedOne(ProxyError error, InetSocketAddress address, Throwable cause) {
        lastError = error;
        lastDetail = access.nameOf(origin) + " at " + NetUtil.toAddressString(address.getAddress()) + ". "
                + ConnectFailure.inWords(error, cause);
        tryNext();
    }

    /** Of an origin its name is what was asked for, of a parent the whole setting is what can be wrong. */
    private String nameOfHost() {
        return access.peer(origin) == Peer.PARENT ? access.nameOf(origin) : "Host: " + origin.host();
    }

    private void timedOut() {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        if (addresses.isEmpty()) {
            fail(ProxyError.NAME_TIMEOUT, nameOfHost() + ". No answer within " + millis + " ms.");
        } else {
            fail(ProxyError.CONNECT_TIMEOUT, access.nameOf(origin) + ". Not connected within " + millis + " ms.");
        }
    }

    private void fail(ProxyError error, String detail) {
        end();
        listener.failed(error, detail);
    }

    private void cancelNextTry() {
        if (nextTry != null) {
            nextTry.cancel(false);
        }
    }

    /** Nobody will wait for it any more. */
    void stop() {
        fail(ProxyError.CONNECT_FAILED, access.nameOf(origin) + ". The proxy is stopping.");
    }

    private void end() {
        over = true;
        whenOver.accept(this);
        timer.remove(deadline);
        cancelNextTry();
        for (Channel loser : List.copyOf(racing)) {
            loser.close();
        }
    }
}
