package io.clearhop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Where logs go unless a file says so: the access log to stdout, all else to stderr. Logback finds this class as a service.
 * It is no file, for reading XML took a sixth of a start; {@code config/logback.xml} shows how to write one.
 */
public final class DefaultLogs extends ContextAwareBase implements Configurator {
    /** The system property that names a file for Logback, which looks at it after its services. */
    public static final String FILE_PROPERTY = "logback.configurationFile";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isConfiguredByFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger access = context.getLogger("clearhop.access");
        access.setLevel(Level.INFO);
        access.setAdditive(false);
        access.addAppender(appender(context, "access", "System.out", new LinesEncoder()));

        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setCharset(StandardCharsets.UTF_8);
        lines.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n");
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender(context, "diagnostics", "System.err", lines));
        context.getLogger("io.netty").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isConfiguredByFile() {
        return System.getProperty(FILE_PROPERTY) != null
                || Stream.of("logback-test.xml", "logback.xml")
                        .anyMatch(name -> DefaultLogs.class.getClassLoader().getResource(name) != null);
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, String name, String target, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setTarget(target);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
