package io.clearhop.bench;

import io.clearhop.log.AccessFormat;
import io.clearhop.log.AccessLog;
import io.clearhop.log.CombinedFormat;
import io.clearhop.log.HopFormat;
import io.clearhop.log.JsonFormat;
import io.clearhop.log.SquidFormat;
import io.clearhop.observe.ProxyEvent;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
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

/** A line of the access log, from the event to the file {@code /dev/null}, by way of Logback as it is by default. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccessLogBenchmark {
    /** The format. */
    @Param({"hop", "combined", "json", "squid"})
    public String format = "hop";

    private final ProxyEvent[] events = Completed.exchanges();
    private AccessLog log = new AccessLog(format());

    /** Standard output leads nowhere. */
    @Setup
    public void prepare() throws IOException {
        System.setOut(new PrintStream(new FileOutputStream("/dev/null"), false, StandardCharsets.UTF_8));
        log = new AccessLog(format());
    }

    private AccessFormat format() {
        return switch (format) {
            case "combined" -> new CombinedFormat(ZoneOffset.UTC);
            case "json" -> new JsonFormat();
            case "squid" -> new SquidFormat(null);
            default -> new HopFormat(ZoneOffset.UTC);
        };
    }

    /** One line of a batch. */
    @Benchmark
    @OperationsPerInvocation(Completed.MANY)
    public void line() {
        for (ProxyEvent event : events) {
            log.on(event);
        }
        log.caughtUp();
    }
}
