package io.clearhop.config;

/**
 * A whole number that may be negative: {@code +5}, {@code -5}.
 *
 * @param most greatest distance from zero
 */
record SignedType(int most) implements ValueType<Integer> {
    @Override
    public String placeholder() {
        return "+N|-N";
    }

    @Override
    public String range() {
        return "-" + most + " to +" + most;
    }

    @Override
    public String example() {
        return "+10";
    }

    @Override
    public Integer parse(String text) throws BadValue {
        if (!text.matches("[+-]?\\d{1,10}")) {
            throw new BadValue("is no whole number; give " + range());
        }
        long value = Long.parseLong(text);
        if (Math.abs(value) > most) {
            throw new BadValue("is out of range; give " + range());
        }
        return (int) value;
    }
}
