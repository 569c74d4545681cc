package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;

/**
 * The reads of one socket: as large as their like usually is, but no larger than the loop's backlog allows. Where much
 * comes, its content takes the {@link Shortcut} first. It is what makes them as well, for Netty asks for them once for
 * each socket and once to look at their type.
 */
final class CappedReads extends RecvByteBufAllocator.DelegatingHandle
        implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
    /** Where no more is expected at once, a shortcut is none; and it takes more than is allowed to many slow receivers. */
    private static final int MUCH = 32 * 1024;
    /** Where long messages come, little is read that could take the shortcut once their head is known. */
    private static final int WITH_HEAD = 4 * 1024;

    private final RecvByteBufAllocator.ExtendedHandle usual;
    private final Backlog backlog;
    private final Shortcut shortcut;
    /** By the last read, so that more is likely to have arrived. */
    private boolean filled;
    /** What has arrived was moved, and Netty, which reads all the same, gets an empty buffer for it. */
    private boolean readsNothing;

    CappedReads(RecvByteBufAllocator.ExtendedHandle usual, Backlog backlog, Shortcut shortcut) {
        super(usual);
        this.usual = usual;
        this.backlog = backlog;
        this.shortcut = shortcut;
    }

    @Override
    @SuppressWarnings("deprecation") // so the interface has it
    public RecvByteBufAllocator.Handle newHandle() {
        return this;
    }

    @Override
    public int guess() {
        return Math.min(usual.guess(), backlog.allowance().read());
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator alloc) {
        readsNothing = false;
        if (isMuchExpected() && move() > 0) {
            readsNothing = shortcut.goesOn();
            // What comes behind content is little.
            return readsNothing ? Unpooled.EMPTY_BUFFER : backlog.readBuffer().take();
        }
        int guess = guess();
        int size = guess > MUCH && shortcut.awaitsHead() ? WITH_HEAD : guess;
        return size <= backlog.readBuffer().size() ? backlog.readBuffer().take() : alloc.ioBuffer(size);
    }

    private boolean isMuchExpected() {
        return (filled || usual.guess() >= MUCH) && backlog.allowance() == Backlog.Allowance.PLENTY;
    }

    private int move() {
        try {
            int moved = shortcut.move();
            if (moved > 0) {
                // So that the next guess counts them.
                usual.lastBytesRead(moved);
                // Few bytes cost less in the usual way.
                filled = moved > backlog.readBuffer().size();
            }
            return moved;
        } catch (IOException lost) {
            // As if the read had failed, which Netty is about to do.
            PlatformDependent.throwException(lost);
            return 0;
        }
    }

    @Override
    public void lastBytesRead(int bytes) {
        if (readsNothing) {
            // To a read of no bytes the answer is the same as at the end of input, which this is not.
            return;
        }
        filled = bytes == usual.attemptedBytesRead();
        usual.lastBytesRead(bytes);
    }

    @Override
    public int lastBytesRead() {
        return readsNothing ? 0 : usual.lastBytesRead();
    }

    /** What could take the shortcut is not read because a head is still to be sent: Netty comes back when it was. */
    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
        return usual.continueReading(maybeMoreData) && !shortcut.isNext();
    }
}
