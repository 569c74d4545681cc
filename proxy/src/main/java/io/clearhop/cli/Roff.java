package io.clearhop.cli;

import java.util.List;
import java.util.Locale;

/** The markup of manual pages, man(7). */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    void title(String name, String source) {
        line(".TH " + quoted(name.toUpperCase(Locale.ROOT)) + " 1 \"\" " + quoted(source));
    }

    void section(String heading) {
        line(".SH " + quoted(heading));
    }

    void subsection(String heading) {
        line(".SS " + quoted(heading));
    }

    void paragraph(String sentences) {
        line(".PP");
        line(escaped(sentences));
    }

    /** Lines that stay as they are; empty ones at both ends are left out. */
    void asWritten(List<String> lines) {
        String block = String.join("\n", lines).replaceAll("\\A\n+|\n+\\z", "").stripTrailing();
        if (!block.isEmpty()) {
            line(".PP");
            line(".nf");
            block.lines().map(Roff::escaped).forEach(this::line);
            line(".fi");
        }
    }

    /** What is typed, what stands for a value, and what it is. */
    void item(String typed, String placeholder, String sentences) {
        line(".TP");
        String left = typed.isEmpty() ? "" : "\\fB" + escaped(typed) + "\\fR";
        String right = placeholder.isEmpty() ? "" : "\\fI" + escaped(placeholder) + "\\fR";
        line(left + (left.isEmpty() || right.isEmpty() ? "" : " ") + right);
        line(escaped(sentences));
    }

    String text() {
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(String argument) {
        return "\"" + escaped(argument).replace("\"", "\\(dq") + "\"";
    }

    /** A dot or an apostrophe at the beginning of a line would be a request, a hyphen a sign to break the line at. */
    private static String escaped(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
