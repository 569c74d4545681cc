package io.clearhop.config;

/** Text of unknown origin, made fit to stand inside one line of an error. */
public final class Quote {
    private static final int LONGEST = 80;

    private Quote() {}

    /** The text in quotation marks, control characters replaced, cut when it is long. */
    public static String of(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
