package io.clearhop.log;

import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each exchange to its own logger, {@code clearhop.access}. Lines that come at the same time are
 * logged together, for under load a system call for each line would cost more than the line.
 */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("clearhop.access");
    private static final int MAX_TOGETHER = 64 * 1024;

    private final AccessFormat format;
    private final LineBuffer lines = new LineBuffer();

    public AccessLog(AccessFormat format) {
        this.format = format;
    }

    @Override
    public void on(ProxyEvent event) {
        if (event instanceof ProxyEvent.ExchangeCompleted completed) {
            format.append(completed.summary(), lines);
            lines.ascii('\n');
            if (lines.length() > MAX_TOGETHER) {
                caughtUp();
            }
        }
    }

    @Override
    public boolean watches() {
        return false;
    }

    @Override
    public boolean wantsFields() {
        return format.wantsFields();
    }

    @Override
    public void caughtUp() {
        if (!lines.isEmpty()) {
            if (LOG.isInfoEnabled()) {
                log(lines.toBytes());
            }
            lines.clear();
        }
    }

    /** A program that embeds the proxy may have chosen another than Logback, which gets text. */
    private static void log(byte[] batch) {
        if (LOG instanceof ch.qos.logback.classic.Logger logback) {
            logback.callAppenders(new LinesEvent(logback, batch));
        } else {
            LOG.info(LinesEvent.text(batch));
        }
    }
}
