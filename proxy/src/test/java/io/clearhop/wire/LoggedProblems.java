package io.clearhop.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged as a warning or worse: exceptions that reach the end of a pipeline end up there. */
final class LoggedProblems extends AppenderBase<ILoggingEvent> {
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    private LoggedProblems() {}

    static LoggedProblems collect() {
        LoggedProblems collector = new LoggedProblems();
        collector.start();
        root().addAppender(collector);
        return collector;
    }

    /** Ends the collecting and returns what was collected. */
    List<String> end() {
        root().detachAppender(this);
        return List.copyOf(problems);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            IThrowableProxy thrown = event.getThrowableProxy();
            problems.add(event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
