package io.clearhop.bench;

import io.clearhop.http.Origin;
import io.clearhop.log.AccessFormat;
import io.clearhop.log.AccessLog;
import io.clearhop.log.CombinedFormat;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.log.HopFormat;
import io.clearhop.log.JsonFormat;
import io.clearhop.log.SquidFormat;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A line of the access log, from the event to the file {@code /dev/null}, by way of the shipped logback.xml. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccessLogBenchmark {
    /** About as many lines come together under load. */
    private static final int TOGETHER = 200;

    private static final Map<String, AccessFormat> FORMATS =
            Map.of("hop", new HopFormat(ZoneOffset.UTC), "combined", new CombinedFormat(ZoneOffset.UTC),
"json",new JsonFormat(),"squid",new SquidFormat(null));

    /** The format. */
    @Param({"hop", "combined", "json", "squid"})
    public String format;

    private final ProxyEvent[] events = new ProxyEvent[TOGETHER];
    private AccessLog log;

    /** Makes a batch of exchanges. */
    @Setup
    public void prepare() throws IOException {
        System.setOut(new PrintStream(new FileOutputStream("/dev/null"), false, StandardCharsets.UTF_8));
        log = new AccessLog(FORMATS.get(format));
        ByteBuf request = Messages.request();
        byte[] head = ByteBufUtil.getBytes(request);
        request.release();
        for (int i = 0; i < TOGETHER; i++) {
            events[i] = new ProxyEvent.ExchangeCompleted(0, summary(i, head));
        }
    }

    private static ExchangeSummary summary(int i, byte[] head) {
        return new ExchangeSummary(
                1_000_000L + i,
                100 + i % 64,
                1000 + i,
                new InetSocketAddress("127.0.0.1", 40_000 + i % 64),
                null,
                head,
                new Origin("127.0.0.1", 8000),
                200 + i % 64,
                2000 + i,
                1,
                1_795_262_833_000L + i / 10,
                -1,
                120_000 + i,
                800_000 + i,
                850_000 + i,
                200,
                0,
                1024,
                Outcome.FORWARDED,
                null,
                null,
                null);
    }

    /** One line of a batch. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void line() {
        for (ProxyEvent event : events) {
            log.on(event);
        }
        log.caughtUp();
    }
}
