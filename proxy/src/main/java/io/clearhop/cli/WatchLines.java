package io.clearhop.cli;

import io.clearhop.console.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line for whatever begins, ends or hangs. At a terminal the last line counts down what hangs. Messages come on one
 * thread and ticks on another.
 */
final class WatchLines implements WatchOutput {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean colours;
    // Guarded by this.
    private final Map<Long, WatchItem> connections = new HashMap<>();
    private final Map<Long, WatchItem> exchanges = new HashMap<>();
    private final Map<Long, WatchItem> hung = new LinkedHashMap<>();
    private double startedAt;
    private double aheadOfUs;
    private boolean counting;

    WatchLines(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public synchronized void message(String json, boolean whole) throws IOException {
        WatchItem message = WatchItem.of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
        startedAt = message.number("startedAt", startedAt);
        aheadOfUs = startedAt + message.number("now", 0) - System.currentTimeMillis();
        if (whole) {
            begin(message);
        }
        message.items("connections").forEach(connection -> connection(connection, whole));
        message.items("exchanges").forEach(exchange -> exchange(exchange, whole));
        WatchItem gone = message.item("gone");
        if (gone != null) {
            gone.numbers("connections").forEach(connections::remove);
            gone.numbers("exchanges").forEach(exchanges::remove);
        }
        countDown();
    }

    private void begin(WatchItem message) {
        connections.clear();
        exchanges.clear();
        hung.clear();
        StringBuilder where = new StringBuilder();
        for (WatchItem listener : message.items("listeners")) {
            where.append(where.length() == 0 ? "" : ", ")
                    .append(listener.text("address"))
                    .append(' ')
                    .append(listener.text("mode"));
        }
        boolean recording = !"false".equals(message.text("recording"));
        line(
                message.number("now", 0),
                Colour.PLAIN,
                message.text("product") + " on " + where
                        + (recording ? "" : "; it records nothing (--record off), so there is nothing to see"));
    }

    private void connection(WatchItem now, boolean old) {
        WatchItem before = connections.put(now.id(), now);
        boolean over = now.has("closed");
        if (old && before == null) {
            return;
        }
        String name = WatchText.connectionName(now);
        if (before == null) {
            line(now.number("opened", 0), Colour.PLAIN, name + " opened  " + WatchText.ends(now));
        }
        if (over && (before == null || !before.has("closed"))) {
            line(now.number("closed", 0), Colour.QUIET, name + " closed  " + WatchText.closing(now));
        }
    }

    private void exchange(WatchItem now, boolean old) {
        WatchItem before = exchanges.put(now.id(), now);
        boolean over = now.has("ended");
        hang(before, now);
        if (old && before == null) {
            return;
        }
        String name = "x" + now.id();
        if (before == null && !over) {
            line(now.number("started", 0), Colour.PLAIN, name + " begins  " + WatchText.request(now));
        }
        if (over && (before == null || !before.has("ended"))) {
            Colour colour = WatchText.isGood(now) ? Colour.GOOD : Colour.BAD;
            line(now.number("ended", 0), colour, name + " ends    " + WatchText.ending(now, connections));
        }
    }

    private void hang(@Nullable WatchItem before, WatchItem now) {
        WatchItem hang = now.has("ended") ? null : now.item("hang");
        WatchItem earlier = before == null ? null : before.item("hang");
        if (hang == null) {
            hung.remove(now.id());
            if (earlier != null && !now.has("ended")) {
                line(now.number("lastProgress", 0), Colour.PLAIN, "x" + now.id() + " goes on");
            }
            return;
        }
        hung.put(now.id(), hang);
        if (earlier == null || !earlier.text("sentence").equals(hang.text("sentence"))) {
            line(proxyNow(), Colour.BAD, "x" + now.id() + " hangs   " + WatchText.hang(hang, proxyNow()));
        }
    }

    /** Milliseconds since the proxy's start. */
    private double proxyNow() {
        return System.currentTimeMillis() + aheadOfUs - startedAt;
    }

    @Override
    public synchronized void tick() {
        countDown();
    }

    private void countDown() {
        if (!colours || hung.isEmpty() && !counting) {
            return;
        }
        counting = !hung.isEmpty();
        StringBuilder text = new StringBuilder(CLEAR_LINE);
        hung.forEach((id, hang) -> text.append(WatchText.countdown(id, hang, proxyNow())));
        out.print(Colour.BAD.around(text.toString(), true));
        out.flush();
    }

    private void line(double millis, Colour colour, String text) {
        String time =
                TIME.format(Instant.ofEpochMilli((long) (startedAt + millis)).atZone(ZoneId.systemDefault()));
        String start = counting ? CLEAR_LINE : "";
        out.println(start + time + " " + colour.around(text, colours));
        out.flush();
    }

    private enum Colour {
        PLAIN(""),
        QUIET("\u001b[2m"),
        GOOD("\u001b[32m"),
        BAD("\u001b[31m");

        private static final String END = "\u001b[0m";
        private final String begin;

        Colour(String begin) {
            this.begin = begin;
        }

        String around(String text, boolean colours) {
            return colours && !begin.isEmpty() ? begin + text + END : text;
        }
    }
}
