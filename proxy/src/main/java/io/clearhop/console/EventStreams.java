package io.clearhop.console;

import io.clearhop.record.LiveState;
import io.clearhop.record.Snapshot;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All open event streams. While there is any, what has changed is looked up ten times a second, once for those who know
 * the same. The console's loop.
 */
final class EventStreams {
    /** So that nobody's browser can be made to fill the console. */
    static final int MOST = 64;

    private static final long TICK_MILLIS = 100;

    /** The version of who knows nothing yet: that of an empty state is 0. */
    private static final long NOTHING = -1;

    private final EventLoop loop;
    private final ConsoleProxy proxy;
    private final StateJson json;
    private final Set<EventStream> open = new LinkedHashSet<>();
    private final AtomicInteger readers;
    private @Nullable ScheduledFuture<?> ticking;

    /**
     * Makes none yet.
     *
     * @param readers how many there are, for others to see
     */
    EventStreams(EventLoop loop, ConsoleProxy proxy, AtomicInteger readers) {
        this.loop = loop;
        this.proxy = proxy;
        this.readers = readers;
        json = new StateJson(proxy);
    }

    boolean isFull() {
        return open.size() >= MOST;
    }

    /**
     * Begins a stream; the response's head has been written.
     *
     * @param known what the reader knows already
     */
    void begin(Channel channel, EventId known) {
        EventStream stream = new EventStream(channel, since(known));
        open.add(stream);
        readers.set(open.size());
        channel.closeFuture().addListener(f -> loop.execute(() -> ended(stream)));
        tell(stream, new HashMap<>());
        if (ticking == null) {
            ticking = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private long since(EventId known) {
        LiveState live = proxy.live();
        boolean ofThisRun =
                live != null && (known.run() == 0 || known.run() == live.clock().startedAt());
        return ofThisRun && known.version() > 0 ? known.version() : NOTHING;
    }

    private void ended(EventStream stream) {
        open.remove(stream);
        readers.set(open.size());
        if (open.isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    private void tick() {
        Map<Long, EventStream.Message> made = new HashMap<>();
        for (EventStream stream : new ArrayList<>(open)) {
            tell(stream, made);
        }
    }

    private void tell(EventStream stream, Map<Long, EventStream.Message> made) {
        if (stream.isBusy()) {
            return;
        }
        EventStream.Message message = made.computeIfAbsent(stream.version(), this::changesSince);
        stream.send(message, proxy.listeners());
        Playhouse lab = proxy.playhouse();
        stream.send(lab == null ? null : lab.performance());
    }

    private EventStream.Message changesSince(long version) {
        LiveState live = proxy.live();
        if (live == null) {
            return new EventStream.Message(version == NOTHING, true, new EventId(0, 0), json::unrecorded);
        }
        Snapshot snapshot = live.snapshot(Math.max(0, version));
        boolean news = version != snapshot.version() && (version == NOTHING || !snapshot.isEmpty());
        EventId id = new EventId(live.clock().startedAt(), snapshot.version());
        return new EventStream.Message(news, snapshot.whole(), id, () -> json.bytes(live, snapshot));
    }
}
