package io.clearhop.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each exchange to its own logger, {@code clearhop.access}. Lines that come at the same time are
 * logged together, for under load a system call for each line would cost more than the line.
 */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("clearhop.access");
    private static final int MAX_TOGETHER = 32 * 1024;

    private final AccessFormat format;
    private final StringBuilder lines = new StringBuilder();

    public AccessLog(AccessFormat format) {
        this.format = format;
    }

    @Override
    public void on(ProxyEvent event) {
        if (event instanceof ProxyEvent.ExchangeCompleted completed && LOG.isInfoEnabled()) {
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            format.append(completed.summary(), lines);
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
    public void caughtUp() {
        if (!lines.isEmpty()) {
            LOG.info(lines.toString());
            lines.setLength(0);
        }
    }
}
