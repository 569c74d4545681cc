/**
 * Counters, gauges and histograms of what happened, for Prometheus.
 *
 * <p>{@link io.clearhop.metrics.Metrics} folds events on the observer thread into arrays of numbers, whose places are those
 * of enums: no name is looked up for an event. Whoever scrapes reads them from another thread, and only then are the
 * classes of the Prometheus library loaded, which write the text.
 *
 * <p>Imports {@code observe}, {@code forward} and {@code http}.
 */
@NullMarked
package io.clearhop.metrics;

import org.jspecify.annotations.NullMarked;
