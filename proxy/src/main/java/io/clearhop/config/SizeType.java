package io.clearhop.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes: {@code 4096}, {@code 64k}, {@code 1m}, with k = 1024.
 *
 * @param min smallest, inclusive
 * @param max largest, inclusive
 */
record SizeType(int min, int max) implements ValueType<Integer> {
    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,10})(?<unit>[kKmM]?)");

    /** The shortest way to write a number of bytes. */
    static String text(int bytes) {
        if (bytes > 0 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "m";
        }
        return bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "k" : Integer.toString(bytes);
    }

    @Override
    public String placeholder() {
        return "SIZE";
    }

    @Override
    public String range() {
        return text(min) + " to " + text(max);
    }

    @Override
    public String example() {
        return "64k";
    }

    @Override
    public Integer parse(String text) throws BadValue {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadValue("is no size; give a number of bytes, such as 4096, 64k or 1m (k = 1024), " + range());
        }
        int shift = switch (form.group("unit").toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            default -> 0;
        };
        long value = Long.parseLong(form.group("number")) << shift;
        if (value < min || value > max) {
            throw new BadValue("is out of range; give " + range());
        }
        return (int) value;
    }
}
