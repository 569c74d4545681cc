package io.clearhop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryRefusal;
import io.clearhop.log.Summaries;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.Standing;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
    private static final Origin ORIGIN = new Origin("o.test", 80);
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 1);

    private final Metrics metrics = new Metrics(new Outside(() -> 3, () -> 4));

    @Test
    void connectionsAreOpenFromTheFirstStepToTheLast() {
        metrics.on(new ProxyEvent.ClientConnected(0, 1, ADDRESS, ADDRESS, false));
        metrics.on(new ProxyEvent.ClientConnected(0, 2, ADDRESS, ADDRESS, true));
        metrics.on(new ProxyEvent.OriginConnecting(0, 1, 3, ORIGIN, OriginChoice.NONE_IDLE));
        metrics.on(new ProxyEvent.OriginConnecting(0, 1, 4, ORIGIN, OriginChoice.FOR_TUNNEL));
        assertThat(connections()).containsExactlyInAnyOrder("client open 2", "origin connecting 2");

        metrics.on(new ProxyEvent.OriginConnected(0, 1, 3, ORIGIN, null, null, 3_000_000));
        metrics.on(new ProxyEvent.OriginFailed(0, 1, 4, ORIGIN, "refused"));
        metrics.on(new ProxyEvent.ClientClosed(0, 1, CloseReason.CLIENT_ASKED, 3, false));
        assertThat(connections()).containsExactlyInAnyOrder("client open 1", "origin open 1");

        metrics.on(new ProxyEvent.OriginClosed(0, 3, CloseReason.ORIGIN_IDLE, 100, false));
        metrics.on(new ProxyEvent.ClientClosed(0, 2, CloseReason.RELAY_ENDED, 1, false));
        assertThat(connections()).isEmpty();
    }

    private List<String> connections() {
        Scraped scraped = scrape();
        return Stream.of("client open", "origin connecting", "origin open")
                .map(words -> words.split(" "))
                .map(words -> words[0] + " " + words[1] + " "
                        + (long) scraped.number(
                                "clearhop_connections{side=\"" + words[0] + "\",state=\"" + words[1] + "\"}"))
                .filter(text -> !text.endsWith(" 0"))
                .toList();
    }

    @Test
    void connectionsAreCountedByHowTheyBeginAndEnd() {
        metrics.on(new ProxyEvent.ClientConnected(0, 1, ADDRESS, ADDRESS, false));
        metrics.on(new ProxyEvent.ClientConnected(0, 2, ADDRESS, ADDRESS, true));
        metrics.on(new ProxyEvent.OriginConnecting(0, 1, 3, ORIGIN, OriginChoice.NONE_IDLE));
        metrics.on(new ProxyEvent.OriginFailed(0, 1, 3, ORIGIN, "refused"));
        metrics.on(new ProxyEvent.OriginConnecting(0, 1, 4, ORIGIN, OriginChoice.FOR_TUNNEL));
        metrics.on(new ProxyEvent.OriginConnected(0, 1, 4, ORIGIN, null, null, 3_000_000));
        metrics.on(new ProxyEvent.ClientClosed(0, 1, CloseReason.CLIENT_ASKED, 3, false));
        metrics.on(new ProxyEvent.OriginClosed(0, 4, CloseReason.ORIGIN_IDLE, 100, false));

        Scraped scraped = scrape();
        assertThat(scraped.counted("clearhop_client_connections_total"))
                .containsExactlyInAnyOrder("{mode=\"smart\"}", "{mode=\"dumb\"}");
        assertThat(scraped.counted("clearhop_origin_connects_total"))
                .containsExactlyInAnyOrder("{why=\"new\"}", "{why=\"new-for-tunnel\"}");
        assertThat(scraped.number("clearhop_origin_connects_failed_total")).isEqualTo(1);
        assertThat(scraped.counted("clearhop_connections_closed_total"))
                .containsExactlyInAnyOrder(
                        "{reason=\"client-asked\",side=\"client\"}", "{reason=\"origin-idle\",side=\"origin\"}");
        String exchanges = "clearhop_connection_exchanges";
        assertThat(scraped.number(exchanges + "_sum{side=\"client\"}")).isEqualTo(3);
        assertThat(scraped.number(exchanges + "_bucket{side=\"origin\",le=\"50.0\"}"))
                .isZero();
        assertThat(scraped.number(exchanges + "_bucket{side=\"origin\",le=\"100.0\"}"))
                .isEqualTo(1);
        String connect = "clearhop_origin_connect_duration_seconds";
        assertThat(scraped.number(connect + "_bucket{le=\"0.0025\"}")).isZero();
        assertThat(scraped.number(connect + "_bucket{le=\"0.005\"}")).isEqualTo(1);
        assertThat(scraped.number(connect + "_sum")).isEqualTo(0.003);
    }

    /** The outcome, the status, on which connection; what it counts as. */
    @ParameterizedTest
    @CsvSource({
        "FORWARDED, 200, 1, 2xx, new",
        "FORWARDED, 404, 2, 4xx, reused",
        "TUNNELLED, 101, 1, 1xx, new",
        "FAILED, 502, 1, 5xx, new",
        "ANSWERED, 302, 0, 3xx, ''",
        "ABANDONED, 0, 0, none, ''",
        "FORWARDED, 999, 1, 5xx, new",
    })
    void anExchangeIsCountedOnceByItsEnd(Outcome outcome, int status, int nth, String statusClass, String connection) {
        boolean sent = nth > 0;
        completed(Summaries.usual()
                .origin(nth, nth, sent ? 1 : 0)
                .nanos(sent ? 1 : -1, sent ? 2 : -1, 3)
                .ended(status, outcome, null)
                .make());

        Scraped scraped = scrape();
        assertThat(scraped.counted("clearhop_exchanges_total"))
                .containsExactly("{mode=\"smart\",outcome=\"" + outcome.label() + "\",status=\"" + statusClass + "\"}");
        assertThat(scraped.counted("clearhop_exchange_duration_seconds_count"))
                .containsExactly("{outcome=\"" + outcome.label() + "\"}");
        List<String> by = sent ? List.of("{connection=\"" + connection + "\"}") : List.of();
        assertThat(scraped.counted("clearhop_exchanges_forwarded_total")).isEqualTo(by);
        assertThat(scraped.counted("clearhop_exchange_first_byte_seconds_count"))
                .isEqualTo(by);
    }

    @Test
    void theModeIsThatOfTheClientsConnection() {
        metrics.on(new ProxyEvent.ClientConnected(0, 9, ADDRESS, ADDRESS, true));
        completed(Summaries.usual().ofClient(9).ended(0, Outcome.RELAYED, null).make());
        completed(Summaries.usual().make());

        assertThat(scrape().counted("clearhop_exchanges_total"))
                .containsExactlyInAnyOrder(
                        "{mode=\"dumb\",outcome=\"relayed\",status=\"none\"}",
                        "{mode=\"smart\",outcome=\"forwarded\",status=\"2xx\"}");
    }

    @Test
    void durationsAreInSecondsAndOnlyOfWhatHappened() {
        completed(Summaries.usual().nanos(0, -1, 250_000).make());
        completed(Summaries.usual()
                .queued(2_000_000_000L)
                .nanos(0, 90_000_000_000L, 100_000_000_000L)
                .make());

        Scraped scraped = scrape();
        String total = "clearhop_exchange_duration_seconds";
        assertThat(scraped.number(total + "_bucket{outcome=\"forwarded\",le=\"2.5E-4\"}"))
                .isEqualTo(1);
        assertThat(scraped.number(total + "_bucket{outcome=\"forwarded\",le=\"60.0\"}"))
                .isEqualTo(1);
        assertThat(scraped.number(total + "_bucket{outcome=\"forwarded\",le=\"+Inf\"}"))
                .isEqualTo(2);
        assertThat(scraped.number(total + "_count{outcome=\"forwarded\"}")).isEqualTo(2);
        assertThat(scraped.number(total + "_sum{outcome=\"forwarded\"}")).isEqualTo(100.00025);
        assertThat(scraped.number("clearhop_exchange_first_byte_seconds_count{connection=\"reused\"}"))
                .isEqualTo(1);
        assertThat(scraped.number("clearhop_pool_wait_seconds_count")).isEqualTo(1);
        assertThat(scraped.number("clearhop_pool_wait_seconds_sum")).isEqualTo(2);
    }

    /** The outcome, how often the request was sent; bytes received from the origin, sent to it. */
    @ParameterizedTest
    @CsvSource({"FORWARDED, 1, 1256, 10", "CUT, 1, 1256, 10", "FAILED, 1, 0, 10", "FAILED, 0, 0, 0", "ANSWERED, 0, 0, 0"
    })
    void contentIsCountedOnTheHopsThatItPassed(Outcome outcome, int attempts, double received, double sent) {
        completed(Summaries.usual()
                .origin(attempts, 1, attempts)
                .ended(200, outcome, null)
                .make());

        String bytes = "clearhop_content_bytes_total";
        Scraped scraped = scrape();
        assertThat(scraped.number(bytes + "{direction=\"received\",hop=\"client\"}"))
                .isEqualTo(10);
        assertThat(scraped.number(bytes + "{direction=\"sent\",hop=\"client\"}"))
                .isEqualTo(1256);
        assertThat(scraped.number(bytes + "{direction=\"received\",hop=\"origin\"}"))
                .isEqualTo(received);
        assertThat(scraped.number(bytes + "{direction=\"sent\",hop=\"origin\"}"))
                .isEqualTo(sent);
    }

    @Test
    void retriesAndRefusalsAreCountedByTheirReasons() {
        metrics.on(new ProxyEvent.ExchangeRetried(0, 1, RetryCause.STALE, "why"));
        metrics.on(new ProxyEvent.RetryRefused(0, 1, RetryCause.EMPTY_RESPONSE, RetryRefusal.NOT_SET));

        assertThat(scrape().counted("clearhop_retries_total")).containsExactly("{cause=\"stale\"}");
        assertThat(scrape().counted("clearhop_retries_refused_total"))
                .containsExactly("{cause=\"empty-response\",reason=\"not-set\"}");
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleAboutFieldsIsCountedWithItsDecision(FieldRule rule) {
        List<FieldDecision> one = List.of(new FieldDecision("A", rule));
        metrics.on(new ProxyEvent.RequestForwarded(0, 1, 1, new byte[0], one));
        metrics.on(new ProxyEvent.RequestForwarded(0, 1, 1, new byte[0], null));
        metrics.on(new ProxyEvent.ResponseForwarded(0, 1, 200, new byte[0], new byte[0], one));
        metrics.on(new ProxyEvent.TrailersForwarded(0, 1, true, one));

        String decision = rule.action().name().toLowerCase(Locale.ROOT);
        assertThat(scrape().counted("clearhop_fields_total"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("request", "response", "trailers")
                        .map(message -> String.format(
                                "{decision=\"%s\",message=\"%s\",rule=\"%s\"}", decision, message, rule.label()))
                        .toList());
    }

    @Test
    void whoStandsStillIsCountedUntilItMovesOrEnds() {
        metrics.on(stalled(1));
        metrics.on(stalled(1));
        metrics.on(stalled(7));
        assertThat(scrape().number("clearhop_exchanges_hung")).isEqualTo(2);

        metrics.on(new ProxyEvent.ExchangeProgress(0, 1, 0, 0, 0, Standing.ORIGIN_SENDS));
        metrics.on(new ProxyEvent.ExchangeProgress(0, 1, 0, 0, 0, Standing.ORIGIN_SENDS));
        assertThat(scrape().number("clearhop_exchanges_hung")).isEqualTo(1);

        completed(Summaries.usual().make());
        assertThat(scrape().number("clearhop_exchanges_hung")).isZero();
        assertThat(scrape().number("clearhop_exchange_hangs_total")).isEqualTo(2);
    }

    private static ProxyEvent stalled(long exchange) {
        return new ProxyEvent.ExchangeStalled(0, exchange, 0, 0, Standing.RESPONSE_HEAD, false);
    }

    @Test
    void whatOthersCountIsAskedFor() {
        Scraped scraped = scrape();
        assertThat(scraped.number("clearhop_events_dropped_total")).isEqualTo(3);
        assertThat(scraped.number("clearhop_exchanges_unwatched_total")).isEqualTo(4);
        assertThat(scraped.number("process_cpu_seconds_total")).isPositive();
        assertThat(scraped.number("process_start_time_seconds")).isGreaterThan(1.7e9);
    }

    @Test
    void everyFamilyIsInTheTextWithItsKindAndHelp() {
        String text = scrape().text();
        assertThat(Family.values())
                .allSatisfy(family -> assertThat(text)
                        .contains("# HELP " + family.metric() + " " + family.help() + "\n")
                        .contains("# TYPE " + family.metric() + " "
                                + family.kind().word() + "\n"));
    }

    @ParameterizedTest
    @EnumSource
    void namesAreAsPrometheusWantsThem(Family family) {
        assertThat(family.metric()).matches("(clearhop|process)_[a-z_]+");
        assertThat(family.metric().endsWith("_total")).isEqualTo(family.kind() == Kind.COUNTER);
        assertThat(family.labelNames()).doesNotHaveDuplicates();
    }

    private void completed(ExchangeSummary summary) {
        metrics.on(new ProxyEvent.ExchangeCompleted(0, summary));
    }

    private Scraped scrape() {
        return Scraped.from(metrics);
    }
}
