package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.record.ConnectionState;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.Side;
import io.clearhop.record.Snapshot;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded when there is more than is recorded: a proxy that nobody but its recorder observes. */
class SampledTest {
    private static final int MANY = 300;

    private static ProxyServer proxy(int rate) throws BindFailure {
        return ProxyServer.start(ProxyConfig.DEFAULTS.with(
                builder -> builder.listeners(List.of(new Listener(ListenMode.SMART, "127.0.0.1", 0)))
                        .via("clearhop")
                        .eventLoops(1)
                        .accessLog(AccessLogFormat.OFF)
                        .recording(recording -> recording.withRate(rate))));
    }

    @Test
    void ofManyExchangesAFewAreLookedAtAndAllAreCounted() throws BindFailure {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyServer proxy = proxy(10);
                ScriptedClient client =
                        ScriptedClient.connect(proxy.listeners().get(0).address())) {
            long began = System.nanoTime();
            for (int i = 0; i < MANY; i++) {
                client.exchange(get(origin, "/"));
            }
            long tenths = (System.nanoTime() - began) / 100_000_000 + 1;
            Recorded recorded = Recorded.by(proxy.live().orElseThrow());
            // The connections are up to date though nearly nothing was told of their exchanges.
            ConnectionView left = recorded.connection(Side.CLIENT, 1, c -> c.exchanges() == MANY);
            ConnectionView right = recorded.connection(Side.ORIGIN, 1, c -> c.exchanges() == MANY);
            assertThat(left.state()).isEqualTo(ConnectionState.IDLE);
            assertThat(right.state()).isEqualTo(ConnectionState.IDLE);
            Snapshot snapshot = recorded.live().snapshot(0);
            assertThat(snapshot.counts().exchanges()).isEqualTo(MANY);
            assertThat(snapshot.exchanges()).hasSizeBetween(1, (int) Math.min(tenths, MANY));
            assertThat(snapshot.counts().unwatched())
                    .isEqualTo(MANY - snapshot.exchanges().size());
        }
    }

    @Test
    void allAreLookedAtWhereThereIsNoLimit() throws BindFailure {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyServer proxy = proxy(0);
                ScriptedClient client =
                        ScriptedClient.connect(proxy.listeners().get(0).address())) {
            for (int i = 0; i < MANY; i++) {
                client.exchange(get(origin, "/"));
            }
            Recorded recorded = Recorded.by(proxy.live().orElseThrow());
            recorded.exchange(MANY, exchange -> exchange.outcome() != null);
            assertThat(recorded.live().snapshot(0).counts().unwatched()).isZero();
        }
    }

    @Test
    void whatHangsIsSeenAmongMany() throws BindFailure {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.perConnection(Scripts.respond(Messages.ok("x")), Scripts.byHand()));
                ProxyServer proxy = proxy(1);
                ScriptedClient one =
                        ScriptedClient.connect(proxy.listeners().get(0).address());
                ScriptedClient other =
                        ScriptedClient.connect(proxy.listeners().get(0).address())) {
            one.exchange(get(origin, "/watched"));
            Wire idle = origin.awaitConnection(1);
            idle.close();
            other.send(get(origin, "/hangs"));
            Wire silent = origin.awaitConnection(2);
            silent.readRequest();
            Recorded recorded = Recorded.by(proxy.live().orElseThrow());
            ExchangeView hung = recorded.exchange(2, exchange -> exchange.hang() != null);
            assertThat(hung.watched()).isFalse();
            assertThat(hung.target()).isEqualTo(origin.uri("/hangs"));
            assertThat(hung.hang().endsBy()).contains("--response-head-timeout");
            assertThat(hung.origin()).isNotNull();
            ExchangeDetail detail = recorded.live().exchange(hung.id());
            assertThat(detail.headsWhy()).contains("--record-rate");
            silent.close();
        }
    }
}
