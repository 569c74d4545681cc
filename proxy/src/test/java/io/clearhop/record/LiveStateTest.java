package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.Standing;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is folded from events, and what of it is kept. */
class LiveStateTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 40_000);
    private static final Origin ORIGIN = new Origin("o.test", 80);
    private static final byte[] HEAD =
            "GET http://o.test/ HTTP/1.1\r\nHost: o.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final LiveState live = new LiveState(
            new Limits(60_000, 30_000, 10_000, 60_000, 120_000, 300_000, 600_000, null), new Secrets(false), 2, 3);
    private final Recorder recorder = new Recorder(live);

    @Test
    void onlyTheLastThatAreOverAreKeptAndAllThatAreNot() {
        connect(1);
        connect(2);
        for (long exchange = 1; exchange <= 6; exchange++) {
            begin(exchange, 1);
            if (exchange != 2) {
                complete(exchange, 1);
            }
        }
        assertThat(live.snapshot(0).exchanges()).extracting(ExchangeView::id).containsExactly(2L, 4L, 5L, 6L);
        assertThat(live.snapshot(0).connections())
                .extracting(ConnectionView::id)
                .containsExactly(1L, 2L);
    }

    @Test
    void whoAsksAfterTooLongGetsEverything() {
        connect(1);
        begin(1, 1);
        complete(1, 1);
        long early = live.version();
        for (long exchange = 2; exchange <= 5; exchange++) {
            begin(exchange, 1);
            complete(exchange, 1);
        }
        Snapshot change = live.snapshot(early);
        assertThat(change.whole()).isFalse();
        assertThat(change.goneExchanges()).containsExactly(1L, 2L);
        for (long exchange = 6; exchange <= 20; exchange++) {
            begin(exchange, 1);
            complete(exchange, 1);
        }
        assertThat(live.snapshot(early).whole()).isTrue();
        assertThat(live.snapshot(live.version() + 1).whole()).isTrue();
    }

    @Test
    void slotsAreTheSmallestFreeNumbersOfAnOrigin() {
        for (long connection = 1; connection <= 3; connection++) {
            on(new ProxyEvent.OriginConnecting(now(), 1, connection, ORIGIN, OriginChoice.NONE_IDLE));
        }
        on(new ProxyEvent.OriginFailed(now(), 1, 2, ORIGIN, "Refused."));
        on(new ProxyEvent.OriginConnecting(now(), 1, 4, ORIGIN, OriginChoice.NONE_IDLE));
        on(new ProxyEvent.OriginConnecting(now(), 1, 5, new Origin("p.test", 80), OriginChoice.NONE_IDLE));
        assertThat(live.snapshot(0).connections())
                .extracting(ConnectionView::slot)
                .containsExactly(0, 1, 2, 1, 0);
        assertThat(live.connection(2).why().sentence()).isEqualTo("Refused.");
        assertThat(live.connection(2).state()).isEqualTo(ConnectionState.FAILED);
    }

    @Test
    void anExchangeOfWhichNothingWasToldIsCountedAndItsConnectionsKnow() {
        connect(1);
        on(new ProxyEvent.OriginConnecting(now(), 7, 2, ORIGIN, OriginChoice.NONE_IDLE));
        on(new ProxyEvent.OriginConnected(now(), 7, 2, ORIGIN, ADDRESS, ADDRESS, 1_500_000));
        complete(7, 1);
        Snapshot snapshot = live.snapshot(0);
        assertThat(snapshot.exchanges()).isEmpty();
        assertThat(snapshot.counts()).isEqualTo(new Snapshot.Counts(1, 1, 0));
        assertThat(snapshot.connections()).extracting(ConnectionView::state).containsOnly(ConnectionState.IDLE);
        assertThat(snapshot.connections()).extracting(ConnectionView::exchanges).containsExactly(1, 1);
        assertThat(live.connection(2).connectMs()).isEqualTo(1.5);
    }

    @Test
    void aHangEndsWithTheNextStep() {
        connect(1);
        begin(1, 1);
        on(new ProxyEvent.ExchangeStalled(now(), 1, 0, 0, Standing.CONNECTING, false));
        on(new ProxyEvent.ExchangeStalled(now(), 1, 0, 0, Standing.CONNECTING, false));
        assertThat(live.exchange(1).brief().hang()).isNotNull();
        assertThat(live.snapshot(0).counts().hung()).isEqualTo(1);
        on(new ProxyEvent.OriginTaken(now(), 1, 2, 1, OriginChoice.NONE_IDLE));
        assertThat(live.exchange(1).brief().hang()).isNull();
    }

    @Test
    void whatIsToldOfAnExchangeWithoutEndIsBounded() {
        connect(1);
        begin(1, 1);
        for (int i = 0; i < 1000; i++) {
            on(new ProxyEvent.ResponseForwarded(now(), 1, 103, HEAD, HEAD, List.of()));
        }
        on(new ProxyEvent.ResponseForwarded(now(), 1, 200, HEAD, HEAD, List.of()));
        complete(1, 1);
        ExchangeDetail detail = live.exchange(1);
        assertThat(detail.responses()).hasSizeLessThan(20);
        assertThat(detail.steps()).hasSizeLessThan(100);
        assertThat(detail.steps().get(detail.steps().size() - 1).said().label()).isEqualTo("completed");
        assertThat(detail.brief().status()).isEqualTo(200);
    }

    @Test
    void largeHeadsMakeTheOldestGoSooner() {
        LiveState many = new LiveState(live.limits(), new Secrets(false), 10, 100_000);
        Recorder of = new Recorder(many);
        byte[] large = new byte[64 * 1024];
        int count = 2000;
        for (int i = 1; i <= count; i++) {
            of.on(new ProxyEvent.RequestReceived(now(), i, 1, i, large, false));
            of.on(new ProxyEvent.ExchangeCompleted(now(), summary(i, 1)));
        }
        assertThat(many.snapshot(0).exchanges()).hasSizeBetween(50, count - 1);
        assertThat(many.exchange(count)).isNotNull();
        assertThat(many.exchange(1)).isNull();
    }

    @Test
    void headsOfWhatIsNotOverAreBoundedToo() {
        byte[] large = Arrays.copyOf(HEAD, 1 << 20);
        for (int i = 1; i <= 70; i++) {
            on(new ProxyEvent.RequestReceived(now(), i, 1, i, large, false));
        }
        assertThat(live.exchange(1).request()).isNotNull();
        ExchangeDetail last = live.exchange(70);
        assertThat(last.brief().target()).isEqualTo("http://o.test/");
        assertThat(last.request()).isNull();
        assertThat(last.headsWhy()).startsWith("Not kept");
        for (int i = 1; i <= 70; i++) {
            complete(i, 1);
        }
        begin(71, 1);
        assertThat(live.exchange(71).request()).isNotNull();
    }

    private void connect(long client) {
        on(new ProxyEvent.ClientConnected(now(), client, ADDRESS, ADDRESS, false));
    }

    private void begin(long exchange, long client) {
        on(new ProxyEvent.RequestReceived(now(), exchange, client, (int) exchange, HEAD, false));
    }

    private void complete(long exchange, long client) {
        on(new ProxyEvent.ExchangeCompleted(now(), summary(exchange, client)));
    }

    private static ExchangeSummary summary(long exchange, long client) {
        return new ExchangeSummary(
                exchange,
                client,
                1,
                ADDRESS,
                null,
                HEAD,
                ORIGIN,
                2,
                1,
                1,
                0,
                -1,
                1,
                2,
                3,
                200,
                0,
                1,
                Outcome.FORWARDED,
                null,
                null,
                null);
    }

    private void on(ProxyEvent event) {
        recorder.on(event);
    }

    private static long now() {
        return System.nanoTime();
    }

    @Test
    void everyReasonSaysWhoClosed() {
        for (CloseReason reason : CloseReason.values()) {
            assertThat(reason.closerOfClient()).isNotNull();
            assertThat(Label.of(reason).sentence()).matches("[A-Z].*\\.");
        }
    }
}
