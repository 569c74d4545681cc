package io.clearhop.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.HeadParser.Kind;
import io.clearhop.http.HeadParser.Result;
import io.clearhop.http.KnownLines;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Any bytes as a head: the same is found however they are cut, and what is copied is read again as the same head. */
class HeadFuzzTest {
    private static final HeadLimits LIMITS = new HeadLimits(400, 200, 10);

    @DictionaryFile(resourcePath = "http.dict")
    @FuzzTest(maxDuration = "10s")
    void aHead(byte[] bytes) {
        for (Kind kind : Kind.values()) {
            String whole = read(kind, new KnownLines(), bytes, bytes.length);
            for (int step : new int[] {1, 2, 3, 7}) {
                assertThat(read(kind, new KnownLines(), bytes, step)).isEqualTo(whole);
            }
            for (int part = 0; part < 4; part++) {
                KnownLines known = new KnownLines();
                byte[] other = without(bytes, part * bytes.length / 4, part + 3);
                read(kind, known, other, other.length);
                assertThat(read(kind, known, bytes, 50)).isEqualTo(whole);
                assertThat(read(kind, known, bytes, bytes.length)).isEqualTo(whole);
            }
        }
    }

    /** Reads with another buffer for each read, {@code step} bytes longer than the last. */
    private static String read(Kind kind, KnownLines known, byte[] bytes, int step) {
        HeadParser parser = new HeadParser(kind, LIMITS, known);
        int from = 0;
        for (int to = Math.min(step, bytes.length); ; to = Math.min(to + step, bytes.length)) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes, from, to - from);
            Result result = parser.parse(in);
            if (result == Result.COMPLETE) {
                return copiedTwice(kind, parser.head());
            }
            if (result == Result.MALFORMED) {
                return parser.fault().name();
            }
            if (to == bytes.length) {
                return "INCOMPLETE";
            }
            from = to - in.readableBytes();
        }
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        int to = Math.min(from + length, bytes.length);
        byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    private static String copiedTwice(Kind kind, Head head) {
        String found = meaning(head);
        HeadParser again = new HeadParser(kind, new HeadLimits(2 * LIMITS.headSize(), LIMITS.requestLine(), 10));
        assertThat(again.parse(copy(kind, head))).isEqualTo(Result.COMPLETE);
        assertThat(meaning(again.head())).isEqualTo(found.replace('\r', ' ').replace('\n', ' '));
        return found;
    }

    private static ByteBuf copy(Kind kind, Head head) {
        ByteBuf copy = Unpooled.buffer();
        if (kind == Kind.REQUEST || kind == Kind.RESPONSE) {
            copy.writeCharSequence(head.startLine() + "\r\n", ISO_8859_1);
        }
        for (int i = 0; i < head.fields(); i++) {
            head.copyLines(i, i + 1, copy);
        }
        return copy.writeByte('\r').writeByte('\n');
    }

    private static String meaning(Head head) {
        StringBuilder meaning = new StringBuilder();
        meaning.append(head.method()).append(head.status()).append(head.minorVersion());
        for (int i = 0; i < head.fields(); i++) {
            meaning.append('|').append(head.row(i)).append('|').append(head.name(i));
            meaning.append('|').append(head.value(i));
        }
        return meaning.toString();
    }
}
