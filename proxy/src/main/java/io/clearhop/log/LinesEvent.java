package io.clearhop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;

/**
 * Lines of the access log on their way through Logback. They are bytes, and become text only for an encoder that wants
 * it; {@link LinesEncoder} does not.
 */
final class LinesEvent extends LoggingEvent {
    private final byte[] lines;

    /**
     * Makes the event.
     *
     * @param lines each with its end; they are not changed any more
     */
    LinesEvent(Logger logger, byte[] lines) {
        super(AccessLog.class.getName(), logger, Level.INFO, null, null, null);
        this.lines = lines;
    }

    byte[] lines() {
        return lines;
    }

    @Override
    public String getMessage() {
        return text(lines);
    }

    @Override
    public String getFormattedMessage() {
        return text(lines);
    }

    /** Bytes that do not change can become text at any time, on any thread. */
    @Override
    public void prepareForDeferredProcessing() {
        getThreadName();
    }

    /** The lines without the last one's end, which belongs to an encoder's pattern. */
    static String text(byte[] lines) {
        return new String(lines, 0, lines.length - 1, StandardCharsets.ISO_8859_1);
    }
}
