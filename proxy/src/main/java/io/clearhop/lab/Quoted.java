package io.clearhop.lab;

import java.util.stream.Collectors;

/** Bytes made visible for error messages. */
final class Quoted {
    private static final int START = 1200;
    private static final int END = 300;

    private Quoted() {}

    /** Returns {@code "12 bytes: \"GET / HTTP/1\""}, escaped, and without the middle when it is long. */
    static String of(String latin1) {
        if (latin1.isEmpty()) {
            return "0 bytes";
        }
        String length = latin1.length() + (latin1.length() == 1 ? " byte: " : " bytes: ");
        if (latin1.length() <= START + END) {
            return length + '"' + escaped(latin1) + '"';
        }
        return length + '"' + escaped(latin1.substring(0, START)) + "\" ... \""
                + escaped(latin1.substring(latin1.length() - END)) + '"';
    }

    private static String escaped(String latin1) {
        return latin1.chars().mapToObj(Quoted::escaped).collect(Collectors.joining());
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '"', '\\' -> "\\" + (char) c;
            default -> c >= ' ' && c < 0x7f ? Character.toString(c) : String.format("\\x%02x", c);
        };
    }
}
