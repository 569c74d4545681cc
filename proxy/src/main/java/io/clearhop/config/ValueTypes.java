package io.clearhop.config;

import java.time.Duration;

/** The values that options of other commands have in common with the settings: read in the same way, and refused alike. */
public final class ValueTypes {
    private ValueTypes() {}

    /** A time span within these bounds. */
    public static ValueType<Duration> time(Duration min, Duration max) {
        return new DurationType(min, max);
    }

    /** A number of bytes within these bounds. */
    public static ValueType<Integer> size(int min, int max) {
        return new SizeType(min, max);
    }

    /** A whole number within these bounds. */
    public static ValueType<Integer> count(int min, int max) {
        return new CountType(min, max);
    }

    /** A whole number that may be negative, at most this far from zero. */
    public static ValueType<Integer> signed(int most) {
        return new SignedType(most);
    }

    /** One of the names of an enum, in lower case. */
    public static <E extends Enum<E>> ValueType<E> choice(String placeholder, Class<E> type) {
        return ChoiceType.of(placeholder, type);
    }

    /** {@code on} or {@code off}. */
    public static ValueType<Boolean> onOff() {
        return ChoiceType.onOff();
    }

    /** Where to listen; the system may choose the port. */
    public static ValueType<HostPort> listening(String example) {
        return new HostPortType(0, example);
    }

    /** Where to connect to. */
    public static ValueType<HostPort> peer(String example) {
        return new HostPortType(1, example);
    }
}
