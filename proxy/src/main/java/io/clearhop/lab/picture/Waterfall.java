package io.clearhop.lab.picture;

import io.clearhop.lab.report.Cells;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Picture;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a page over time, a bar each: handshake, waiting, receiving.
 *
 * @param title what is loaded, and how
 * @param bars in the order in which they are shown
 * @param span the time from the left edge to the right; one that pictures share makes them comparable
 */
public record Waterfall(Text title, List<Bar> bars, Duration span) implements Picture {
    static final Text HANDSHAKE = Text.of("handshake", "핸드셰이크");
    static final Text WAITING = Text.of("waiting for the answer", "응답을 기다림");
    static final Text RECEIVING = Text.of("receiving", "받는 중");
    static final Text CONNECTION = Text.of("connection", "커넥션");

    private static final int WIDEST = 100;
    private static final int AMOUNT = 9;
    private static final char SHAKING = '▒';
    private static final char WAITS = '░';
    private static final char RECEIVES = '█';

    @Override
    public String text(Language language, int columns) {
        int labels =
                bars.stream().mapToInt(bar -> Cells.width(label(bar))).max().orElse(0);
        int chart = Math.min(columns, WIDEST) - labels - AMOUNT - 2;
        List<String> lines = new ArrayList<>();
        for (Bar bar : bars) {
            lines.add((Cells.padded(label(bar), labels) + "  " + drawn(bar, chart) + " " + Amount.of(bar.ended()))
                    .stripTrailing());
        }
        lines.add(" ".repeat(labels + 2) + legend(language));
        return String.join("\n", lines);
    }

    /** The object, and the number of its connection. */
    static String label(Bar bar) {
        return "#" + bar.connection() + " " + bar.object();
    }

    private String drawn(Bar bar, int chart) {
        int begun = cell(bar.begun(), chart);
        int connected = cell(bar.connected(), chart);
        int answered = cell(bar.answered(), chart);
        int ended = Math.max(cell(bar.ended(), chart), answered + 1);
        return " ".repeat(begun)
                + String.valueOf(SHAKING).repeat(connected - begun)
                + String.valueOf(WAITS).repeat(Math.max(0, answered - connected))
                + String.valueOf(RECEIVES).repeat(ended - answered);
    }

    private int cell(Duration time, int chart) {
        return (int) Math.min(chart - 1, Math.round(part(time) * (chart - 1)));
    }

    /** Where a moment lies between the left edge, 0, and the right, 1. */
    double part(Duration time) {
        return span.isZero() ? 0 : Math.min(1, (double) time.toNanos() / span.toNanos());
    }

    private static String legend(Language language) {
        return "%c %s  %c %s  %c %s  #n %s n"
                .formatted(
                        SHAKING,
                        HANDSHAKE.in(language),
                        WAITS,
                        WAITING.in(language),
                        RECEIVES,
                        RECEIVING.in(language),
                        CONNECTION.in(language));
    }

    @Override
    public String svg(Language language) {
        return new WaterfallSvg(this, language).document();
    }
}
