package io.clearhop.server;

import io.clearhop.config.ProxyConfig;
import io.clearhop.config.RecordSettings;
import io.clearhop.exchange.Watch;
import io.clearhop.log.AccessFormat;
import io.clearhop.log.AccessLog;
import io.clearhop.log.CombinedFormat;
import io.clearhop.log.HopFormat;
import io.clearhop.log.JsonFormat;
import io.clearhop.log.SquidFormat;
import io.clearhop.metrics.Metrics;
import io.clearhop.metrics.Outside;
import io.clearhop.observe.Observer;
import io.clearhop.observe.ObserverThread;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.record.LiveState;
import io.clearhop.record.Recorder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who learns what happens in a proxy: whoever embeds it, the access log, the recorder, the metrics. Thread-safe once it
 * has started.
 */
final class Observation implements AutoCloseable {
    private final boolean anybody;
    private final boolean watchesAll;
    private final RecordSettings recording;
    private final @Nullable LiveState live;
    private final @Nullable Metrics metrics;
    private final ObserverThread thread;

    Observation(ProxyConfig config, List<Observer> embedding) {
        recording = config.recording();
        watchesAll = embedding.stream().anyMatch(Observer::watches);
        live = recording.on() ? LiveStates.of(config) : null;
        metrics = recording.metrics() ? new Metrics(new Outside(this::dropped, this::unwatched)) : null;
        List<Observer> all = new ArrayList<>(embedding);
        AccessFormat format = accessFormat(config);
        if (format != null) {
            all.add(new AccessLog(format));
        }
        if (live != null) {
            all.add(new Recorder(live));
        }
        if (metrics != null) {
            all.add(metrics);
        }
        anybody = !all.isEmpty();
        thread = new ObserverThread(all);
    }

    private static @Nullable AccessFormat accessFormat(ProxyConfig config) {
        return switch (config.accessLog()) {
            case HOP -> new HopFormat(ZoneId.systemDefault());
            case COMBINED -> new CombinedFormat(ZoneId.systemDefault());
            case JSON -> new JsonFormat();
            case SQUID -> new SquidFormat(LoopServices.nextHop(config, null).parent());
            case OFF -> null;
        };
    }

    /** Where one more event loop tells it; call before {@link #start}. */
    ProxyEvents addLoop() {
        return anybody ? thread.addLoop() : ProxyEvents.NONE;
    }

    /** How many exchanges a second each loop watches: who observes more than ends sees all. */
    int watched(int loops) {
        if (watchesAll) {
            return Watch.ALL;
        }
        if (!recording.on()) {
            return Watch.NONE;
        }
        return recording.rate() == 0 ? Watch.ALL : Math.max(1, recording.rate() / loops);
    }

    void start() {
        thread.start();
    }

    @Nullable
    LiveState live() {
        return live;
    }

    @Nullable
    Metrics metrics() {
        return metrics;
    }

    /** How many events did not fit into a queue. */
    long dropped() {
        return thread.dropped();
    }

    private long unwatched() {
        LiveState state = live;
        return state == null ? 0 : state.snapshot(state.version()).counts().unwatched();
    }

    /** Everybody learns what has happened until now, and nothing more. */
    @Override
    public void close() {
        thread.close();
    }
}
