package io.clearhop.lab.rawclient;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.WireListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is said while a client works: lines with the milliseconds since its beginning. Any thread. */
final class Talk implements AutoCloseable {
    private static final String INDENT = " ".repeat(14);

    private final Consumer<String> lines;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "clearhop-client-clock");
        thread.setDaemon(true);
        return thread;
    });
    // Guarded by this.
    private String awaited = "";
    /** When each request left that has no answer yet. */
    private final Deque<Long> asked = new ArrayDeque<>();

    private long arrived;
    private long quiet;
    private int told;

    Talk(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Says each second what is waited for. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void startClock() {
        clock.scheduleAtFixedRate(this::tick, 100, 100, TimeUnit.MILLISECONDS);
    }

    synchronized void say(String text) {
        lines.accept(String.format(Locale.ROOT, "%9.1f ms  %s", (System.nanoTime() - began) / 1e6, text));
    }

    /** A head, with an arrow before each line, and nothing in it that a terminal would obey. */
    synchronized void head(String arrow, String head, String behind) {
        String[] all = head.split("\r\n", -1);
        say(arrow + " " + visible(all[0]) + behind);
        for (int i = 1; i < all.length && !all[i].isEmpty(); i++) {
            lines.accept(INDENT + arrow + " " + visible(all[i]));
        }
    }

    private static String visible(String line) {
        return line.chars()
                .mapToObj(c -> Character.isISOControl(c) && c != '\t'
                        ? String.format(Locale.ROOT, "\\x%02x", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** A request leaves now. */
    synchronized void asks() {
        asked.add(System.nanoTime());
    }

    /** The oldest request has its answer. */
    synchronized void answered() {
        asked.poll();
    }

    /** No request will be answered any more. */
    synchronized void expectsNothing() {
        asked.clear();
    }

    /** From now on this is waited for. */
    synchronized void waitFor(String what) {
        awaited = what;
    }

    /** What was waited for is there. */
    synchronized void waitForNothing() {
        awaited = "";
    }

    /** How long after its request the last bytes of an answer came. */
    synchronized String waited() {
        long request = asked.isEmpty() ? arrived : asked.element();
        return String.format(Locale.ROOT, "   [%.1f ms after the request]", Math.max(0, arrived - request) / 1e6);
    }

    private synchronized void moved(boolean sent) {
        quiet = System.nanoTime();
        told = 0;
        if (!sent) {
            arrived = quiet;
        }
    }

    private synchronized void tick() {
        int seconds = (int) ((System.nanoTime() - quiet) / 1_000_000_000L);
        if (!awaited.isEmpty() && seconds > told) {
            told = seconds;
            say("... nothing for " + seconds + " s; waits for " + awaited);
        }
    }

    /** Tells what happens to a connection besides heads. */
    WireListener connection(int number) {
        return new WireListener() {
            @Override
            public void opened(int localPort, int remotePort, boolean accepted) {
                say("connection " + number + " is open: port " + localPort + " to port " + remotePort);
            }

            @Override
            public void sending(byte[] bytes, int from, int length) {
                moved(true);
            }

            @Override
            public void received(byte[] bytes, int from, int length) {
                moved(false);
            }

            @Override
            public void peerEnded(Arrival how) {
                say("< " + (how == Arrival.RESET ? "RST" : "FIN") + " on connection " + number
                        + (how == Arrival.RESET ? ": the peer has reset it" : ": the peer sends no more"));
            }

            @Override
            public void ending(Arrival how) {
                say("> " + (how == Arrival.RESET ? "RST" : "FIN") + " on connection " + number);
            }
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
