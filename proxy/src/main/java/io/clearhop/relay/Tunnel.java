package io.clearhop.relay;

import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Two connections joined into one by right: after CONNECT (RFC 9110 section 9.3.6). Each direction ends by itself, a FIN
 * becomes a FIN and a reset a reset. Event loop.
 */
public final class Tunnel implements BytePipe.Listener {
    /** Hears of the end, once. */
    public interface Listener {
        /** Both connections are being closed. */
        void ended(long fromClient, long toClient, CloseReason why);
    }

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
            over(CloseReason.TUNNEL_IDLE);
        }
    };
    private boolean over;

    private Tunnel(Channel client, Channel origin, LoopTimer timer, long idleMillis, Listener listener) {
        this.client = client;
        this.origin = origin;
        this.timer = timer;
        this.idleMillis = idleMillis;
        this.listener = listener;
        fromClient = new BytePipe(client, origin, this);
        toClient = new BytePipe(origin, client, this);
    }

    /**
     * Joins two channels that have no handler.
     *
     * @param idleMillis how long no byte may pass
     * @param earlyFromClient bytes that the client has sent already, or null; released here
     * @param earlyFromOrigin the same of the origin
     * @param inputClosed whether the client has already sent its FIN
     */
    public static void join(
            Channel client,
            Channel origin,
            LoopTimer timer,
            long idleMillis,
            @Nullable ByteBuf earlyFromClient,
            @Nullable ByteBuf earlyFromOrigin,
            boolean inputClosed,
            Listener listener) {
        Tunnel tunnel = new Tunnel(client, origin, timer, idleMillis, listener);
        if (earlyFromClient != null) {
            tunnel.fromClient.pass(earlyFromClient);
            origin.flush();
        }
        if (earlyFromOrigin != null) {
            tunnel.toClient.pass(earlyFromOrigin);
            client.flush();
        }
        tunnel.moved();
        tunnel.fromClient.install();
        tunnel.toClient.install();
        if (inputClosed) {
            tunnel.fromClient.endOfInput();
        }
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
    public void ended(BytePipe pipe, BytePipe.End how) {
        if (over) {
            return;
        }
        switch (how) {
            case RESET -> over(pipe == fromClient ? CloseReason.CLIENT_RESET : CloseReason.ORIGIN_RESET);
            case CLOSED -> over(CloseReason.TUNNEL_ENDED);
            case FIN -> {
                pipe.halfClose();
                if (fromClient.isEnded() && toClient.isEnded()) {
                    over(CloseReason.TUNNEL_ENDED);
                }
            }
        }
    }

    private void over(CloseReason why) {
        over = true;
        deadline.clear();
        // Before anything closes: a close that nobody has announced looks like a client that left.
        listener.ended(fromClient.bytes(), toClient.bytes(), why);
        if (why == CloseReason.CLIENT_RESET || why == CloseReason.ORIGIN_RESET) {
            BytePipe.resetAndClose(client);
            BytePipe.resetAndClose(origin);
        } else {
            BytePipe.closeAfterLastByte(client);
            BytePipe.closeAfterLastByte(origin);
        }
    }
}
