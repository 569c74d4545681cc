package io.clearhop.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntToDoubleFunction;

/** Writes numbers as Prometheus reads them. The only class that knows the library, which is loaded with it. */
final class Exposition {
    private static final String TOTAL = "_total";

    private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

    void add(Tally tally) {
        add(tally.family(), tally::number);
    }

    void add(Family family, double number) {
        add(family, series -> number);
    }

    private void add(Family family, IntToDoubleFunction numbers) {
        if (family.kind() == Kind.COUNTER) {
            counter(family, numbers);
        } else {
            gauge(family, numbers);
        }
    }

    /** The library adds the ending by itself. */
    private void counter(Family family, IntToDoubleFunction numbers) {
        String name = family.metric().substring(0, family.metric().length() - TOTAL.length());
        CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(family.help());
        for (int i = 0; i < family.series(); i++) {
            builder.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(family, i))
                    .value(numbers.applyAsDouble(i))
                    .build());
        }
        snapshots.metricSnapshot(builder.build());
    }

    private void gauge(Family family, IntToDoubleFunction numbers) {
        GaugeSnapshot.Builder builder =
                GaugeSnapshot.builder().name(family.metric()).help(family.help());
        for (int i = 0; i < family.series(); i++) {
            builder.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(family, i))
                    .value(numbers.applyAsDouble(i))
                    .build());
        }
        snapshots.metricSnapshot(builder.build());
    }

    void add(Buckets buckets) {
        Family family = buckets.family();
        HistogramSnapshot.Builder builder =
                HistogramSnapshot.builder().name(family.metric()).help(family.help());
        for (int i = 0; i < family.series(); i++) {
            builder.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(labels(family, i))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(buckets.upperBounds(), buckets.counts(i)))
                    .sum(buckets.sum(i))
                    .build());
        }
        snapshots.metricSnapshot(builder.build());
    }

    private static Labels labels(Family family, int series) {
        return Labels.of(family.labelNames(), family.labelValues(series));
    }

    /** Writes all that was added, in the order of its names. */
    void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, snapshots.build());
    }
}
