package io.clearhop.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for each exchange to its own logger, {@code clearhop.access}. */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("clearhop.access");

    private final AccessFormat format;
    private final StringBuilder line = new StringBuilder();

    public AccessLog(AccessFormat format) {
        this.format = format;
    }

    @Override
    public void on(ProxyEvent event) {
        if (event instanceof ProxyEvent.ExchangeCompleted completed && LOG.isInfoEnabled()) {
            line.setLength(0);
            format.append(completed.summary(), line);
            LOG.info("{}", line);
        }
    }
}
