package io.clearhop.config;

/**
 * A text that is no value of its setting. The message goes on from the setting's name and the text, as in
 * {@code --parent 'x'} + {@code names no port; give HOST:PORT}: what is wrong, then what to write instead.
 */
public final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    BadValue(String message) {
        super(message);
    }

    /** What is wrong, and what to write instead. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
