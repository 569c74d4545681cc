package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** The reads of one socket: as large as their like usually is, but no larger than the loop's backlog allows. */
final class CappedReads extends RecvByteBufAllocator.DelegatingHandle implements RecvByteBufAllocator.ExtendedHandle {
    private final RecvByteBufAllocator.ExtendedHandle usual;
    private final Backlog backlog;

    CappedReads(RecvByteBufAllocator.ExtendedHandle usual, Backlog backlog) {
        super(usual);
        this.usual = usual;
        this.backlog = backlog;
    }

    @Override
    public int guess() {
        return Math.min(usual.guess(), backlog.allowance().read());
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator alloc) {
        int size = guess();
        return size <= ReadBuffer.SIZE ? backlog.readBuffer().take() : alloc.ioBuffer(size);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
        return usual.continueReading(maybeMoreData);
    }
}
