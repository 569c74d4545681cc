package io.clearhop.bench;

import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.KnownLines;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding and indexing a head that has arrived whole; request and response like the one before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadParserBenchmark {
    private final ByteBuf request = Messages.request();
    private final ByteBuf response = Messages.response();
    private final HeadParser requests =
            new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS, new KnownLines());
    private final HeadParser responses =
            new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS, new KnownLines());
    private final HeadParser requestsAlone = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS);
    private final HeadParser responsesAlone = new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS);
    private final KnownLines ofBoth = new KnownLines();
    private final HeadParser requestsBetween = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS, ofBoth);
    private final HeadParser responsesBetween = new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS, ofBoth);

    /** A browser's request, ten fields. */
    @Benchmark
    public HeadParser.Result request() {
        return parse(requests, request);
    }

    /** An origin's response, eight fields. */
    @Benchmark
    public HeadParser.Result response() {
        return parse(responses, response);
    }

    /** Both of them, each unlike the head before. */
    @Benchmark
    public HeadParser.Result unlike() {
        parse(requestsBetween, request);
        return parse(responsesBetween, response);
    }

    /** Both of them, without a head before. */
    @Benchmark
    public HeadParser.Result alone() {
        parse(requestsAlone, request);
        return parse(responsesAlone, response);
    }

    private static HeadParser.Result parse(HeadParser parser, ByteBuf head) {
        parser.reset();
        return parser.parse(head);
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        request.release();
        response.release();
    }
}
