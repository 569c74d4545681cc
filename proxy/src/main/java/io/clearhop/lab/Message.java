package io.clearhop.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message's head and what can be looked up in it. Field names are compared without regard to case. */
public interface Message {
    /** Returns the message with this head. */
    static Message of(String head) {
        return () -> head;
    }

    /** Returns the start line and the field lines exactly as they were, through the empty line. */
    String head();

    /** Returns the start line without its CRLF. */
    default String startLine() {
        return head().split("\r\n", 2)[0];
    }

    /** Returns the field lines without their CRLF, in their order, case and spelling. */
    default List<String> fieldLines() {
        return Arrays.stream(head().split("\r\n")).skip(1).toList();
    }

    /** Returns the field's value, several lines joined by a comma and a space, or null if it isn't there. */
    default @Nullable String field(String name) {
        return FieldLines.combined(fieldSection(), name);
    }

    /** Returns the value of each line of the field, in their order. */
    default List<String> fieldValues(String name) {
        return FieldLines.values(fieldSection(), name);
    }

    /** Returns whether there is at least one line of the field. */
    default boolean hasField(String name) {
        return field(name) != null;
    }

    /** Returns the members of a comma-separated field in lower case, such as the options of {@code Connection}. */
    default List<String> listMembers(String name) {
        return fieldValues(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** Returns whether the connection persists after this message by its version and its {@code Connection}: RFC 9112 section 9.3. */
    default boolean persists() {
        List<String> options = listMembers("Connection");
        boolean http10 = startLine().startsWith("HTTP/1.0 ") || startLine().endsWith(" HTTP/1.0");
        return !options.contains("close") && (!http10 || options.contains("keep-alive"));
    }

    /** Returns whether this is a response's head. */
    default boolean isResponse() {
        return head().startsWith("HTTP/");
    }

    private String fieldSection() {
        return head().substring(startLine().length());
    }
}
