package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

    private final RecvByteBufAllocator.ExtendedHandle usual;
    private final Backlog backlog;
    private final Shortcut shortcut;

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
        if (usual.guess() >= MUCH && backlog.allowance() == Backlog.Allowance.PLENTY && move() > 0) {
            // What comes meanwhile is little.
            return backlog.readBuffer().take();
        }
        int size = guess();
        return size <= backlog.readBuffer().size() ? backlog.readBuffer().take() : alloc.ioBuffer(size);
    }

    private int move() {
        try {
            int moved = shortcut.move();
            if (moved > 0) {
                // So that the next guess counts them.
                usual.lastBytesRead(moved);
            }
            return moved;
        } catch (IOException lost) {
            // As if the read had failed, which Netty is about to do.
            PlatformDependent.throwException(lost);
            return 0;
        }
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
        return usual.continueReading(maybeMoreData);
    }
}
