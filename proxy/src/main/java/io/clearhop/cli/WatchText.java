package io.clearhop.cli;

import java.util.Locale;
import java.util.Map;

/** The words of {@link WatchLines}. Pure. */
final class WatchText {
    private static final double SECOND = 1000;

    private WatchText() {}

    /** As the access log names it. */
    static String connectionName(WatchItem connection) {
        return (connection.text("side").equals("origin") ? "o" : "c") + connection.id();
    }

    static String ends(WatchItem connection) {
        if (connection.text("side").equals("origin")) {
            String parent = connection.text("parent").equals("true") ? "parent proxy " : "origin ";
            return "to " + parent + connection.text("origin") + ", slot " + connection.text("slot");
        }
        return "by client " + connection.text("remote") + " to " + connection.text("local") + " "
                + connection.text("mode");
    }

    static String closing(WatchItem connection) {
        WatchItem why = connection.item("why");
        String by = connection.has("by") ? "by the " + connection.text("by") + ": " : "";
        String exchanges = " (" + connection.text("exchanges") + " exchanges)";
        return by + (why == null ? "" : why.text("sentence")) + exchanges;
    }

    static String request(WatchItem exchange) {
        return "c" + exchange.text("client") + "#" + exchange.text("nth") + " " + exchange.text("method") + " "
                + exchange.text("target");
    }

    /** Whether what the client got is what the origin sent. */
    static boolean isGood(WatchItem exchange) {
        WatchItem outcome = exchange.item("outcome");
        return outcome == null || !exchange.has("detail");
    }

    static String ending(WatchItem exchange, Map<Long, WatchItem> connections) {
        WatchItem outcome = exchange.item("outcome");
        WatchItem origin = connections.get((long) exchange.number("origin", 0));
        double took = exchange.number("ended", 0) - exchange.number("started", 0);
        StringBuilder text = new StringBuilder(request(exchange))
                .append(" ")
                .append(exchange.text("status"))
                .append(" in ")
                .append(String.format(Locale.ROOT, "%.1f ms", took));
        if (exchange.has("origin")) {
            text.append(" over o").append(exchange.text("origin")).append("#").append(exchange.text("nthOfOrigin"));
        }
        if (origin != null) {
            text.append(" to ").append(origin.text("origin"));
        }
        text.append(", ").append(outcome == null ? "" : outcome.text("label"));
        if (exchange.has("detail")) {
            text.append(": ").append(exchange.text("detail"));
        }
        return text.toString();
    }

    static String hang(WatchItem hang, double now) {
        return hang.text("sentence") + " " + end(hang, now);
    }

    /** What will end it, and when. */
    private static String end(WatchItem hang, double now) {
        if (!hang.has("endsAt")) {
            return "No timeout is known that would end it.";
        }
        return "Ends in " + seconds(hang.number("endsAt", 0) - now) + " (" + hang.text("endsBy") + ").";
    }

    static String countdown(long id, WatchItem hang, double now) {
        return "x" + id + " hangs for " + seconds(now - hang.number("since", now)) + ". " + end(hang, now) + " ";
    }

    private static String seconds(double millis) {
        return Math.max(0, Math.round(millis / SECOND)) + " s";
    }
}
