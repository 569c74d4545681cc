package io.clearhop.bench;

import io.clearhop.forward.FieldDecisions;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.OwnFields;
import io.clearhop.forward.Via;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Method;
import io.clearhop.http.RequestTarget;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a head that has been parsed to the head that is sent, with all that has to be known for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HopAwareForwarderBenchmark {
    private final ByteBuf request = Messages.request();
    private final ByteBuf response = Messages.response();
    private final ByteBuf out = Messages.room();
    private final HeadParser requests = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS);
    private final HeadParser responses = new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS);
    private final RequestTarget target = new RequestTarget();
    private final ConnectionOptions options = new ConnectionOptions();
    private final BodyFraming framing = new BodyFraming();
    private final HopAwareForwarder forwarder = new HopAwareForwarder(new Via("bench"), false);

    /** Parses both heads once. */
    @Setup
    public void parse() {
        requests.parse(request);
        responses.parse(response);
    }

    /** Options, framing, target, and the head for the origin hop. */
    @Benchmark
    public ByteBuf request() {
        out.clear();
        options.read(requests.head());
        framing.ofRequest(requests.head());
        target.read(requests.head());
        forwarder.request(requests.head(), target, options, framing, null, out, FieldDecisions.NONE);
        return out;
    }

    /** Options, framing, and the head for the client hop. */
    @Benchmark
    public ByteBuf response() {
        out.clear();
        options.read(responses.head());
        framing.ofResponse(responses.head(), Method.GET);
        forwarder.response(
                responses.head(),
                options,
                false,
                true,
                OwnFields.PROXY_KEEP_ALIVE,
                OwnFields.NOTHING,
                out,
                FieldDecisions.NONE);
        return out;
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        request.release();
        response.release();
        out.release();
    }
}
