package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class LoopBufferTest {
    private final LoopBuffer buffers = new LoopBuffer(2048);

    @Test
    void whatIsConsumedServesAgainAndIsEmpty() {
        ByteBuf first = buffers.take();
        first.writeLong(1).readByte();
        first.release();
        ByteBuf second = buffers.take();
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(2048);
    }

    @Test
    void whatIsKeptWhenItIsClosedStaysTheKeepers() {
        ByteBuf kept = buffers.take().writeLong(7);
        buffers.close();
        assertThat(kept.readLong()).isEqualTo(7);
        assertThat(buffers.take()).isNotSameAs(kept);
        kept.release();
        assertThat(kept.refCnt()).isZero();
    }

    @Test
    void whoKeepsItOrAPartOfItHasItForHimself() {
        ByteBuf first = buffers.take();
        ByteBuf part = first.writeLong(7).retainedSlice(0, Long.BYTES);
        first.release();
        ByteBuf second = buffers.take();
        assertThat(second).isNotSameAs(first);
        second.writeLong(8);
        assertThat(part.readLong()).isEqualTo(7);
        part.release();
        assertThat(first.refCnt()).isZero();
    }
}
