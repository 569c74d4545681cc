package io.clearhop.wire;

import io.clearhop.lab.Wire;
import io.clearhop.metrics.Metrics;
import io.clearhop.metrics.Scraped;
import java.util.concurrent.locks.LockSupport;

/** What a proxy has counted, for tests that wait until it has. */
final class Counted {
    private final Metrics metrics;

    private Counted(Metrics metrics) {
        this.metrics = metrics;
    }

    static Counted by(ProxyUnderTest proxy) {
        return new Counted(proxy.server().metrics().orElseThrow());
    }

    /** Waits until a series has a number, for it is counted on another thread. */
    void await(String series, double number) {
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        Scraped scraped = Scraped.from(metrics);
        while (scraped.number(series) != number) {
            if (System.nanoTime() > end) {
                throw new AssertionError(series + " is not " + number + " in%n" + scraped.text());
            }
            LockSupport.parkNanos(5_000_000);
            scraped = Scraped.from(metrics);
        }
    }

    double number(String series) {
        return Scraped.from(metrics).number(series);
    }
}
