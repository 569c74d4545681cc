package io.clearhop.relay;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.Whereabouts;
import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.Standing;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Two connections joined into one by right: after CONNECT (RFC 9110 section 9.3.6) or 101 (section 7.8). Each direction
 * ends by itself, a FIN becomes a FIN and a reset a reset. Event loop.
 */
public final class Tunnel implements BytePipe.Listener, Whereabouts {
    /** Hears of the end, once. */
    public interface Listener {
        /** Both connections are about to be closed. */
        void ended(long fromClient, long toClient, CloseReason why);
    }

    private final Exchange exchange;
    private final Channel client;
    private final Channel origin;
    private final BytePipe fromClient;
    private final BytePipe toClient;
    private final LoopTimer timer;
    private final long idleMillis;
    private final Listener listener;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            if (!over) {
                end(CloseReason.TUNNEL_IDLE);
            }
            // Not after the last byte: a peer that takes nothing may be what the tunnel was idle for.
            resetBoth();
        }
    };
    private boolean over;

    /**
     * Makes a tunnel of two channels that have no handler. The owner of the client's channel calls {@link #clientClosed} when
     * that closes.
     *
     * @param exchange that made it
     * @param idleMillis how long no byte may pass
     */
    public Tunnel(
            Exchange exchange, Channel client, Channel origin, LoopTimer timer, long idleMillis, Listener listener) {
        this.exchange = exchange;
        this.client = client;
        this.origin = origin;
        this.timer = timer;
        this.idleMillis = idleMillis;
        this.listener = listener;
        fromClient = new BytePipe(client, origin, this);
        toClient = new BytePipe(origin, client, this);
    }

    /**
     * Begins to pass bytes; what was written to the channels before leaves as well.
     *
     * @param earlyFromClient bytes that the client has sent already, or null; released here
     * @param earlyFromOrigin the same of the origin
     * @param inputClosed whether the client has already sent its FIN
     */
    public void start(@Nullable ByteBuf earlyFromClient, @Nullable ByteBuf earlyFromOrigin, boolean inputClosed) {
        if (earlyFromClient != null) {
            fromClient.pass(earlyFromClient);
        }
        if (earlyFromOrigin != null) {
            toClient.pass(earlyFromOrigin);
        }
        exchange.isWith(this);
        moved();
        fromClient.install();
        toClient.install();
        if (inputClosed) {
            fromClient.endOfInput();
        }
        // A flush may find that the peer has left, so everything has to be in its place before.
        client.flush();
        origin.flush();
    }

    @Override
    public Standing standing() {
        if (over) {
            return Standing.DECIDING;
        }
        if (!client.isWritable()) {
            return Standing.TUNNEL_CLIENT_TAKES;
        }
        if (!origin.isWritable()) {
            return Standing.TUNNEL_ORIGIN_TAKES;
        }
        if (fromClient.isEnded()) {
            return Standing.TUNNEL_CLIENT_ENDED;
        }
        return toClient.isEnded() ? Standing.TUNNEL_ORIGIN_ENDED : Standing.TUNNEL;
    }

    @Override
    public long fromClient() {
        return fromClient.bytes();
    }

    @Override
    public long toClient() {
        return toClient.bytes();
    }

    /**
     * The client's channel is closed.
     *
     * @param why {@link CloseReason#CLIENT_RESET} if not by this proxy
     */
    public void clientClosed(CloseReason why) {
        if (why == CloseReason.CLIENT_RESET) {
            fromClient.lost();
        }
        abort(why);
    }

    /** Ends a tunnel one side of which was lost, or is closed because the proxy stops. */
    private void abort(CloseReason why) {
        if (!over) {
            end(why);
            resetBoth();
        }
    }

    /** A FIN could look like the end of what the other side sends. */
    private void resetBoth() {
        SocketOptions.resetAndClose(client);
        SocketOptions.resetAndClose(origin);
    }

    @Override
    public void moved() {
        timer.set(deadline, idleMillis);
    }

    @Override
    public void writableAgain() {
        // What is writable again was the brake on the other one's reading.
        if (client.isWritable()) {
            origin.config().setAutoRead(true);
        }
        if (origin.isWritable()) {
            client.config().setAutoRead(true);
        }
        moved();
    }

    @Override
    public void ended(BytePipe pipe, boolean reset) {
        if (over) {
            return;
        }
        if (reset) {
            abort(pipe == fromClient ? CloseReason.CLIENT_RESET : CloseReason.ORIGIN_RESET);
            return;
        }
        boolean bothEnded = fromClient.isEnded() && toClient.isEnded();
        // The close of both is the second FIN.
        if (!bothEnded) {
            pipe.halfClose();
        }
        exchange.tunnelFinished(pipe == fromClient);
        if (bothEnded) {
            end(CloseReason.TUNNEL_ENDED);
            BytePipe.closeAfterLastByte(client);
            BytePipe.closeAfterLastByte(origin);
            closesLater();
        }
    }

    /** What was passed may still be on its way, for as long as an idle tunnel may be. */
    private void closesLater() {
        if (client.isOpen() || origin.isOpen()) {
            timer.set(deadline, idleMillis);
            client.closeFuture().addListener(f -> closed());
            origin.closeFuture().addListener(f -> closed());
        } else {
            // What had still to leave may have set it.
            timer.remove(deadline);
        }
    }

    /** A deadline in the wheel would keep the tunnel and its channels in memory until its time. */
    private void closed() {
        if (!client.isOpen() && !origin.isOpen()) {
            timer.remove(deadline);
        }
    }

    private void end(CloseReason why) {
        over = true;
        timer.remove(deadline);
        listener.ended(fromClient.bytes(), toClient.bytes(), why);
    }
}
