package io.clearhop.lab.scenario;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Page;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.picture.Bar;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A browser, as far as connections go: it loads a document, then what the document shows. */
final class PageLoad {
    private final Way way;
    private final InetSocketAddress address;
    private final Handshakes handshakes;
    private final Queue<Bar> bars = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger longest = new AtomicInteger();
    private final long began = System.nanoTime();

    private PageLoad(Way way, InetSocketAddress address, Handshakes handshakes) {
        this.way = way;
        this.address = address;
        this.handshakes = handshakes;
    }

    /**
     * What came of it.
     *
     * @param bars in the order in which the client turned to the objects
     * @param roundTrips how many had to follow each other: what a link makes the page take, however busy the machine is
     */
    record Loaded(Way way, List<Bar> bars, int handshakes, int roundTrips) {
        /** When all had come. */
        Duration total() {
            return latest(bars.stream().map(Bar::ended).toList());
        }

        /** When the last object had begun to come. */
        Duration allBegun() {
            return latest(bars.stream().map(Bar::answered).toList());
        }

        /** The part of its time that a client at one object at a time spends on handshakes. */
        double handshakeShare() {
            long shaking =
                    bars.stream().mapToLong(bar -> bar.handshake().toNanos()).sum();
            long all = bars.stream()
                    .mapToLong(bar -> bar.ended().minus(bar.begun()).toNanos())
                    .sum();
            return (double) shaking / all;
        }

        /** How many objects were loaded at the same time, at most. */
        int atOnce() {
            return bars.stream()
                    .mapToInt(one -> (int) bars.stream()
                            .filter(other -> other.begun().compareTo(one.begun()) <= 0
                                    && other.ended().compareTo(one.begun()) > 0)
                            .count())
                    .max()
                    .orElse(0);
        }

        private static Duration latest(List<Duration> moments) {
            return moments.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        }
    }

    /**
     * Loads the page that is there.
     *
     * @param handshakes tells when they end
     */
    static Loaded of(Way way, InetSocketAddress address, Handshakes handshakes) throws Exception {
        return new PageLoad(way, address, handshakes).load();
    }

    private Loaded load() throws Exception {
        Lane first = new Lane(0);
        try {
            Queue<String> wanted = new ConcurrentLinkedQueue<>(Page.objectsOf(first.fetch(Page.DOCUMENT)));
            if (way.use() == Way.Use.PIPELINED) {
                first.pipeline(List.copyOf(wanted));
            } else {
                share(first, wanted);
            }
        } finally {
            first.close();
        }
        List<Bar> ordered = new ArrayList<>(bars);
        ordered.sort(Comparator.comparing(Bar::begun).thenComparing(Bar::ended));
        return new Loaded(way, List.copyOf(ordered), connections.get(), longest.get());
    }

    private void share(Lane first, Queue<String> wanted) throws Exception {
        ExecutorService browser = Executors.newFixedThreadPool(way.connections());
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < way.connections(); i++) {
                Lane lane = i == 0 ? first : new Lane(first.roundTrips);
                working.add(browser.submit(() -> lane.fetchAll(wanted)));
            }
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            browser.shutdownNow();
        }
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** One connection at a time. For one thread at a time. */
    private final class Lane implements AutoCloseable {
        private @Nullable ScriptedClient client;
        private int number;
        private int roundTrips;

        Lane(int before) {
            roundTrips = before;
        }

        void fetchAll(Queue<String> wanted) {
            try (this) {
                for (String path = wanted.poll(); path != null; path = wanted.poll()) {
                    fetch(path);
                }
            }
        }

        String fetch(String path) {
            Duration begun = now();
            ScriptedClient there = client;
            Supplier<Duration> connected = () -> begun;
            if (there == null) {
                number = connections.incrementAndGet();
                roundTrips++;
                there = ScriptedClient.connect(address);
                client = there;
                connected = handshakeOf(there, System.nanoTime());
            }
            there.send(request(path));
            waitsOnce();
            String content = receive(there, path, begun, connected).text();
            if (way.use() == Way.Use.ONCE) {
                close();
            }
            return content;
        }

        /** The connection that brought the document is there. */
        void pipeline(List<String> paths) {
            ScriptedClient there = client;
            if (there == null) {
                throw new IllegalStateException("a pipelined connection is persistent");
            }
            Duration begun = now();
            there.send(
                    String.join("", paths.stream().map(PageLoad.this::request).toList()));
            waitsOnce();
            paths.forEach(path -> receive(there, path, begun, () -> begun));
        }

        private void waitsOnce() {
            longest.accumulateAndGet(++roundTrips, Math::max);
        }

        /** When its handshake ended, to be asked when something has come back. */
        private Supplier<Duration> handshakeOf(ScriptedClient made, long returned) {
            return () -> Duration.ofNanos(handshakes.ended(made, returned) - began);
        }

        private Response receive(ScriptedClient from, String path, Duration begun, Supplier<Duration> connected) {
            from.wire().awaitArrival(io.clearhop.lab.Wire.DEFAULT_TIMEOUT);
            Duration answered = now();
            Response response = from.readResponse();
            bars.add(new Bar(path, number, begun, connected.get(), answered, now()));
            return response;
        }

        @Override
        public void close() {
            if (client != null) {
                client.close();
                client = null;
            }
        }
    }

    private String request(String path) {
        String line = "GET " + path + " HTTP/1.1";
        return way.use() == Way.Use.ONCE
                ? Messages.head(line, "Host: page.test", "Connection: close")
                : Messages.head(line, "Host: page.test");
    }
}
