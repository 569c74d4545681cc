package io.clearhop.bench;

import io.clearhop.metrics.Metrics;
import io.clearhop.metrics.Outside;
import io.clearhop.observe.ProxyEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counting an exchange that is over, on the observer thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsBenchmark {
    private final ProxyEvent[] events = Completed.exchanges();
    private final Metrics metrics = new Metrics(new Outside(() -> 0, () -> 0));

    /** One of many. */
    @Benchmark
    @OperationsPerInvocation(Completed.MANY)
    public void exchange() {
        for (ProxyEvent event : events) {
            metrics.on(event);
        }
    }
}
