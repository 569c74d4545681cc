package io.clearhop.config;

/**
 * A whole number.
 *
 * @param min smallest, inclusive
 * @param max largest, inclusive
 */
record CountType(int min, int max) implements ValueType<Integer> {
    @Override
    public String placeholder() {
        return "N";
    }

    @Override
    public String range() {
        return min + " to " + max;
    }

    @Override
    public String example() {
        return Integer.toString(max);
    }

    @Override
    public Integer parse(String text) throws BadValue {
        if (!text.matches("\\d{1,10}")) {
            throw new BadValue("is no whole number; give " + range());
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new BadValue("is out of range; give " + range());
        }
        return (int) value;
    }
}
