package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What arrives behind Logback. */
class AccessLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("clearhop.access");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AccessLog log =
            new AccessLog((exchange, line) -> line.ascii("status ").number(exchange.status()));

    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();

    @BeforeEach
    void alone() {
        logger.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(logger::detachAppender);
    }

    @AfterEach
    void asItWas() {
        logger.detachAndStopAllAppenders();
        usual.forEach(logger::addAppender);
    }

    @Test
    void linesPassThroughTheEncoderAsTheyAre() {
        appendWith(started(new LinesEncoder()));
        completed(200, 404);
        log.caughtUp();
        completed(500);
        log.caughtUp();
        assertThat(text()).isEqualTo("status 200\nstatus 404\nstatus 500\n");
    }

    @Test
    void anOrdinaryPatternWritesTheSame() {
        appendWith(pattern("%msg%n"));
        completed(200, 404);
        log.caughtUp();
        assertThat(text()).isEqualTo("status 200\nstatus 404\n".replace("\n", System.lineSeparator()));
    }

    @Test
    void aPatternKnowsLoggerAndLevel() {
        appendWith(pattern("%level %logger %msg"));
        completed(200);
        log.caughtUp();
        assertThat(text()).isEqualTo("INFO clearhop.access status 200");
    }

    @Test
    void linesThatWaitBehindAnotherThreadDoNotChange() {
        OutputStreamAppender<ILoggingEvent> last = appender(started(new LinesEncoder()));
        AsyncAppender async = new AsyncAppender();
        async.setContext(logger.getLoggerContext());
        async.setDiscardingThreshold(0);
        async.addAppender(last);
        async.start();
        logger.addAppender(async);
        for (int batch = 100; batch < 200; batch++) {
            completed(batch);
            log.caughtUp();
        }
        async.stop();
        assertThat(text().lines()).hasSize(100).startsWith("status 100").endsWith("status 199");
    }

    @Test
    void manyLinesAreWrittenBeforeAllHaveCome() {
        appendWith(started(new LinesEncoder()));
        for (int i = 0; i < 8000; i++) {
            completed(200);
        }
        assertThat(written.size()).isGreaterThan(64 * 1024);
        log.caughtUp();
        assertThat(text().lines()).hasSize(8000);
    }

    @Test
    void aLoggerThatIsOffGetsNothing() {
        appendWith(started(new LinesEncoder()));
        logger.setLevel(Level.OFF);
        completed(200);
        log.caughtUp();
        logger.setLevel(Level.INFO);
        log.caughtUp();
        assertThat(text()).isEmpty();
    }

    @Test
    void otherEventsAreNotWritten() {
        appendWith(started(new LinesEncoder()));
        log.on(new ProxyEvent.FirstByte(1, 1));
        log.caughtUp();
        assertThat(text()).isEmpty();
    }

    @Test
    void whatOthersLogThroughTheEncoderIsALineAsWell() {
        appendWith(started(new LinesEncoder()));
        logger.info("{} words", "other");
        assertThat(text()).isEqualTo("other words\n");
    }

    @Test
    void fieldsAreWantedWhereTheFormatWantsThem() {
        assertThat(log.wantsFields()).isFalse();
        assertThat(new AccessLog(new CombinedFormat(ZoneOffset.UTC)).wantsFields())
                .isTrue();
        assertThat(log.watches()).isFalse();
    }

    private void completed(int... statuses) {
        for (int status : statuses) {
            ExchangeSummary summary =
                    Summaries.usual().ended(status, Outcome.FORWARDED, null).make();
            log.on(new ProxyEvent.ExchangeCompleted(1, summary));
        }
    }

    private void appendWith(Encoder<ILoggingEvent> encoder) {
        logger.addAppender(appender(encoder));
    }

    private OutputStreamAppender<ILoggingEvent> appender(Encoder<ILoggingEvent> encoder) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(logger.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        return appender;
    }

    private Encoder<ILoggingEvent> pattern(String text) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(text);
        return started(encoder);
    }

    private Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(logger.getLoggerContext());
        encoder.start();
        return encoder;
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
