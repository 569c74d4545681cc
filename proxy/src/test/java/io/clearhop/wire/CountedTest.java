package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What metrics say about real conversations. */
class CountedTest {
    @Test
    void exchangesConnectionsContentAndFieldsAreCounted() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("1234")));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            Counted counted = Counted.by(proxy);
            try (ScriptedClient client = proxy.client()) {
                client.exchange(get(origin, "/1"));
                client.exchange(get(origin, "/2"));
                counted.await("clearhop_connections{side=\"client\",state=\"open\"}", 1);
                counted.await("clearhop_exchanges_total{mode=\"smart\",outcome=\"forwarded\",status=\"2xx\"}", 2);
            }
            counted.await("clearhop_connections_closed_total{reason=\"client-closed\",side=\"client\"}", 1);

            assertThat(counted.number("clearhop_connections{side=\"client\",state=\"open\"}"))
                    .isZero();
            assertThat(counted.number("clearhop_connections{side=\"origin\",state=\"open\"}"))
                    .isEqualTo(1);
            assertThat(counted.number("clearhop_connection_exchanges_sum{side=\"client\"}"))
                    .isEqualTo(2);
            assertThat(counted.number("clearhop_exchanges_forwarded_total{connection=\"new\"}"))
                    .isEqualTo(1);
            assertThat(counted.number("clearhop_exchanges_forwarded_total{connection=\"reused\"}"))
                    .isEqualTo(1);
            assertThat(counted.number("clearhop_content_bytes_total{direction=\"received\",hop=\"origin\"}"))
                    .isEqualTo(8);
            assertThat(counted.number("clearhop_origin_connect_duration_seconds_count"))
                    .isEqualTo(1);
            assertThat(counted.number(
                            "clearhop_fields_total{decision=\"added\",message=\"request\",rule=\"via-here\"}"))
                    .isEqualTo(2);
        }
    }

    @Test
    void oneThatHangsIsCountedWhileItDoes() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Counted counted = Counted.by(proxy);
            client.send(get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            counted.await("clearhop_exchanges_hung", 1);

            wire.close();
            counted.await("clearhop_exchanges_hung", 0);
            counted.await("clearhop_exchanges_total{mode=\"dumb\",outcome=\"relayed\",status=\"none\"}", 1);
            assertThat(counted.number("clearhop_client_connections_total{mode=\"dumb\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void waitingForAConnectionIsCountedHoweverItEnds() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client();
                ScriptedClient third = proxy.client()) {
            Counted counted = Counted.by(proxy);
            Wire wire = Forwarded.request(first, origin, get(origin, "/1"));
            second.send(get(origin, "/2"));
            proxy.events().await(ProxyEvent.OriginAwaited.class, 1);
            third.send(get(origin, "/3"));
            proxy.events().await(ProxyEvent.OriginAwaited.class, 2);
            third.wire().reset();
            counted.await("clearhop_pool_wait_seconds_count", 1);

            wire.expectSilence(Duration.ofMillis(20));
            wire.send(Messages.ok("1"));
            wire.readRequest();
            wire.send(Messages.ok("2"));
            assertThat(second.readResponse().text()).isEqualTo("2");
            counted.await("clearhop_pool_wait_seconds_count", 2);
            assertThat(counted.number("clearhop_pool_wait_seconds_sum")).isGreaterThan(0.02);
        }
    }

    @Test
    void aProxyThatCountsNothingHasNoMetrics() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.recording(r -> r.withMetrics(false)))) {
            assertThat(proxy.server().metrics()).isEmpty();
        }
    }
}
