package io.clearhop.lab.link;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One direction of a relayed connection: what one thread reads here, another writes there when it has arrived. Order is
 * kept, and so are the ends: a FIN becomes a half-close, a reset a reset.
 */
final class Direction {
    /** Segments under way, and in the buffers of routers; the sender waits when there is no more room. */
    private static final int CAPACITY = 1024;

    /**
     * How long a sender may have bytes stand in line before they leave: shorter, and a thread that is woken late would
     * leave the link idle; longer, and one connection would fill the line before another comes.
     */
    private static final long AHEAD = 30_000_000;

    private enum Kind {
        BYTES,
        FIN,
        RST
    }

    private record Piece(Kind kind, byte[] bytes, long arrives) {}

    private final Socket from;
    private final Socket to;
    private final long opened;
    private final long oneWay;
    private final Bandwidth bandwidth;
    private final CongestionWindow window;
    private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(CAPACITY);

    /**
     * Makes one.
     *
     * @param opened when its sender has finished the handshake and may send
     */
    Direction(Socket from, Socket to, long opened, Link link, Bandwidth bandwidth) {
        this.from = from;
        this.to = to;
        this.opened = opened;
        oneWay = link.oneWay().toNanos();
        this.bandwidth = bandwidth;
        window = new CongestionWindow(link.firstWindow(), link.roundTrip().toNanos());
    }

    /** Reads until the sender ends. */
    void read() throws InterruptedException {
        byte[] segment = new byte[Link.SEGMENT];
        try {
            while (true) {
                int count = from.getInputStream().read(segment);
                Moments.await(opened);
                if (count < 0) {
                    end(Kind.FIN);
                    return;
                }
                send(Arrays.copyOf(segment, count));
            }
        } catch (IOException reset) {
            end(Kind.RST);
        }
    }

    private void send(byte[] segment) throws InterruptedException {
        long admitted = window.admits(segment.length, System.nanoTime());
        Moments.await(admitted);
        long left = bandwidth.leaves(segment.length, admitted);
        window.sent(segment.length, left);
        underWay.put(new Piece(Kind.BYTES, segment, left + oneWay));
        Moments.await(left - AHEAD);
    }

    private void end(Kind how) throws InterruptedException {
        underWay.put(new Piece(how, new byte[0], System.nanoTime() + oneWay));
    }

    /** Says that the sender is gone, which reading has not noticed. */
    void abort() throws InterruptedException {
        end(Kind.RST);
    }

    /**
     * Writes what arrives, until the sender has reset the connection.
     *
     * @param finished what is to be done when the FIN has been passed on
     * @throws IOException if the receiver has reset it
     */
    void write(Runnable finished) throws IOException, InterruptedException {
        while (true) {
            Piece piece = underWay.take();
            Moments.await(piece.arrives);
            switch (piece.kind) {
                case BYTES -> to.getOutputStream().write(piece.bytes);
                case FIN -> {
                    to.shutdownOutput();
                    finished.run();
                }
                case RST -> {
                    return;
                }
            }
        }
    }
}
