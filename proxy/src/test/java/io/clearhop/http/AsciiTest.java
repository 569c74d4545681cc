package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {
    /** The search looks at eight bytes at a time, so every byte is tried at every place of three times eight. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\t", " ", "\u00ff", "\u0080", "~", "\u00a0"})
    void theFirstByteThatNoLineMayHoldIsFoundWhereverItStands(String around) {
        for (int place = 0; place < 24; place++) {
            for (char c = 0; c < 256; c++) {
                byte[] bytes = ByteBufUtil.getBytes(
                        Heads.bytes("\0" + around.repeat(place) + c + around.repeat(23 - place) + "\0"));
                boolean allowed = c == '\t' || c >= ' ' && c != 0x7f;
                assertThat(Ascii.endOfFieldBytes(bytes, 1, 25))
                        .as("%s at %s", (int) c, place)
                        .isEqualTo(allowed ? 25 : 1 + place);
            }
        }
    }
}
