package io.clearhop.config;

import java.util.Arrays;
import java.util.List;

/**
 * How a text becomes a value, and what people are told about it.
 *
 * @param <T> the values
 */
public interface ValueType<T> {
    /** Stands for the value in help, such as {@code TIME}. */
    String placeholder();

    /** Which values are taken, such as {@code 1ms to 1h}; empty where the placeholder says it all. */
    String range();

    /** A value that is taken. */
    String example();

    /** All values, where these can be listed, for completion; else none. */
    default List<String> choices() {
        return List.of();
    }

    /** Whether a message must not repeat what was given. */
    default boolean secret() {
        return false;
    }

    /** The values of a text that may hold several, with commas between. */
    default List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /**
     * Reads a value.
     *
     * @throws BadValue when the text is none; the message says what to write instead
     */
    T parse(String text) throws BadValue;
}
