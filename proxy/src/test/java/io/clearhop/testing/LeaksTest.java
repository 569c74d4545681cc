package io.clearhop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeaksTest {
    @Test
    void aBufferThatNobodyReleasedIsReportedOnce() {
        leak();
        assertThatThrownBy(Leaks::assertNone).hasMessageContaining("LeaksTest.leak");
        assertThatCode(Leaks::assertNone).doesNotThrowAnyException();
    }

    @Test
    void aBufferInUseIsCounted() {
        long before = Leaks.pooledBuffers();
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(1 << 20);
        assertThat(Leaks.pooledBuffers()).isEqualTo(before + 1);
        buffer.release();
    }

    private static void leak() {
        PooledByteBufAllocator.DEFAULT.buffer(100).writeByte(1);
    }
}
