package io.clearhop.bench;

import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding the end of 64 KiB of content, however it is framed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BodyReaderBenchmark {
    private static final int SIZE = 64 * 1024;

    private final ByteBuf largeChunks = Messages.chunks(SIZE / 8192, 8192);
    private final ByteBuf smallChunks = Messages.chunks(SIZE / 64, 64);
    private final BodyReader reader = new BodyReader(HeadParser.Kind.RESPONSE_TRAILERS, HeadLimits.DEFAULTS);

    /** Content-Length. */
    @Benchmark
    public long length() {
        return read(BodyFraming.Kind.LENGTH, largeChunks);
    }

    /** Chunks of 8 KiB. */
    @Benchmark
    public long largeChunks() {
        return read(BodyFraming.Kind.CHUNKED, largeChunks);
    }

    /** Chunks of 64 bytes, 1,024 of them. */
    @Benchmark
    public long smallChunks() {
        return read(BodyFraming.Kind.CHUNKED, smallChunks);
    }

    private long read(BodyFraming.Kind kind, ByteBuf body) {
        body.readerIndex(0);
        reader.begin(kind, SIZE);
        while (!reader.isEnd()) {
            if (reader.next(body) == BodyReader.Run.MALFORMED) {
                throw new IllegalStateException(reader.fault().toString());
            }
        }
        return reader.content();
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        largeChunks.release();
        smallChunks.release();
    }
}
