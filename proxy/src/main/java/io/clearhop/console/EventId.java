package io.clearhop.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names what a reader of the stream knows.
 *
 * @param run when the proxy was started, milliseconds of the epoch, for versions of another run mean nothing; 0 for any
 * @param version of the state
 */
record EventId(long run, long version) {
    static final EventId NOTHING = new EventId(0, 0);

    private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,18})-)?(\\d{1,18})");

    /** Reads {@code run-version} or {@code version}; what is neither is nothing. */
    static EventId of(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return NOTHING;
        }
        String run = matcher.group(1);
        return new EventId(run == null ? 0 : Long.parseLong(run), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return run + "-" + version;
    }
}
