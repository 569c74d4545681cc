package io.clearhop.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time span: a whole number and a unit, {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d}; zero needs none.
 *
 * @param min shortest, inclusive
 * @param max longest, inclusive
 */
record DurationType(Duration min, Duration max) implements ValueType<Duration> {
    // Twelve digits of days still fit a long of milliseconds, so the range check sees the true value.
    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,12})(?<unit>ms|s|m|h|d)|0+");

    /** The shortest way to write a duration of whole milliseconds. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        for (Unit unit : Unit.values()) {
            if (millis % unit.millis == 0 && millis != 0) {
                return millis / unit.millis + unit.symbol;
            }
        }
        return "0";
    }

    @Override
    public String placeholder() {
        return "TIME";
    }

    @Override
    public String range() {
        return text(min) + " to " + text(max);
    }

    @Override
    public String example() {
        return "5s";
    }

    @Override
    public Duration parse(String text) throws BadValue {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadValue(
                    "is no duration; give a whole number with its unit (ms, s, m, h or d), such as 250ms or 5s, "
                            + range());
        }
        String number = form.group("number");
        Duration value = number == null
                ? Duration.ZERO
                : Duration.ofMillis(Long.parseLong(number) * Unit.of(form.group("unit")).millis);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new BadValue("is out of range; give " + range());
        }
        return value;
    }

    private enum Unit {
        DAY("d", 86_400_000),
        HOUR("h", 3_600_000),
        MINUTE("m", 60_000),
        SECOND("s", 1000),
        MILLISECOND("ms", 1);

        final String symbol;
        final long millis;

        Unit(String symbol, long millis) {
            this.symbol = symbol;
            this.millis = millis;
        }

        static Unit of(String symbol) {
            for (Unit unit : values()) {
                if (unit.symbol.equals(symbol)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(symbol);
        }
    }
}
