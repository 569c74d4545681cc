package io.clearhop.loop;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;

/**
 * How much waits on one event loop, for receivers that take nothing or for the rest of a head, and how much each may
 * therefore have: plenty while they are few, next to nothing when they are many. So their number, and not the length of what they asked for, decides
 * how much memory they cost. Confined to the loop.
 */
public final class Backlog {
    /** One that is never too large, for channels that are no sockets. */
    static final Backlog UNBOUNDED = new Backlog(Long.MAX_VALUE);

    private static final int KIB = 1024;
    private static final int MIN_READ = KIB;
    private static final int FIRST_READ = 2 * KIB;

    /** What is allowed to one connection. */
    enum Allowance {
        PLENTY(256 * KIB),
        LITTLE(32 * KIB),
        LEAST(4 * KIB);

        private final int bytes;

        Allowance(int bytes) {
            this.bytes = bytes;
        }

        /** So much is read at once at most: for long content every system call that is spared counts. */
        int read() {
            return bytes;
        }

        /** When the other hop is not read on, and when it is again. */
        WriteBufferWaterMark queue() {
            return new WriteBufferWaterMark(bytes / 2, bytes);
        }
    }

    private final long budget;
    /** Guesses from the last reads of a socket how much the next one brings. */
    private final RecvByteBufAllocator guesses =
            new AdaptiveRecvByteBufAllocator(MIN_READ, FIRST_READ, Allowance.PLENTY.read());

    /** A usual head with a small content fits in. */
    private final LoopBuffer readBuffer = new LoopBuffer(FIRST_READ);
    /** A usual head fits in, with as much content as is copied behind it. */
    private final LoopBuffer sendBuffer = new LoopBuffer(8 * KIB);

    private final KernelPipe pipe = new KernelPipe();
    private long held;
    private Allowance allowance = Allowance.PLENTY;

    /**
     * Makes the account of one loop.
     *
     * @param budget bytes that may be held before each connection gets the least; those that hold more already keep it
     */
    public Backlog(long budget) {
        this.budget = budget;
    }

    /** Makes the buffers for the reads of a new channel, and for no other's. */
    @SuppressWarnings("deprecation") // so the interface has it
    public RecvByteBufAllocator receiveBuffers(Channel channel) {
        return new CappedReads(
                (RecvByteBufAllocator.ExtendedHandle) guesses.newHandle(), this, Shortcut.make(channel, pipe));
    }

    /** From now on all content is read and written. */
    public void closeShortcuts() {
        pipe.close();
    }

    /** Gives back what the loop's connections have shared. */
    public void close() {
        closeShortcuts();
        readBuffer.close();
        sendBuffer.close();
    }

    /** What a connection may have now. */
    Allowance allowance() {
        return allowance;
    }

    /** The buffer of the loop's small reads. */
    LoopBuffer readBuffer() {
        return readBuffer;
    }

    /** The buffer of what is sent at once. */
    LoopBuffer sendBuffer() {
        return sendBuffer;
    }

    /** How many bytes are held. */
    long held() {
        return held;
    }

    /** So many bytes more, or fewer, wait. */
    void change(long bytes) {
        held += bytes;
        allowance = held < budget / 2 ? Allowance.PLENTY : held < budget ? Allowance.LITTLE : Allowance.LEAST;
    }
}
