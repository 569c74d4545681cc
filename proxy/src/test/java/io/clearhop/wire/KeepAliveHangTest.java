package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static io.clearhop.wire.Requests.get10;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** HTTP: The Definitive Guide, figures 4-15 to 4-17, measured: who waits for whom, and for how long. */
class KeepAliveHangTest {
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    @Test
    void throughTheDumbProxyTheSecondRequestHangsUntilTheOriginsIdleClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), IDLE));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(get(origin, "/1")).text()).isEqualTo("x");
            long answered = System.nanoTime();
            client.send(get(origin, "/2"));
            client.awaitEnd();
            assertThat(since(answered)).isBetween(IDLE.minusMillis(50), IDLE.plusMillis(2000));
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void throughTheSmartProxyItDoesNot() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), IDLE));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(get(origin, "/1")).text()).isEqualTo("x");
            long answered = System.nanoTime();
            assertThat(client.exchange(get(origin, "/2")).text()).isEqualTo("x");
            assertThat(since(answered)).isLessThan(AT_ONCE);
        }
    }

    @Test
    void aSecondRequestInTheSamePacketHangsAsWell() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), IDLE));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(get(origin, "/1") + get(origin, "/2"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            client.awaitEnd();
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void connectionKeepAliveOf10HangsBecauseTheOriginTakesItForItsOwn() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.keepAlive10Plus("x", IDLE));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(get10(origin, "/1", "Connection: Keep-Alive"));
            long answered = System.nanoTime();
            client.send(get10(origin, "/2", "Connection: Keep-Alive"));
            client.awaitEnd();
            assertThat(since(answered)).isBetween(IDLE.minusMillis(50), IDLE.plusMillis(2000));
        }
    }

    @Test
    void proxyConnectionOf10DoesNotHangBecauseTheOriginIgnoresIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.keepAlive10Plus("x", IDLE));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(get10(origin, "/1", "Proxy-Connection: Keep-Alive"));
            long answered = System.nanoTime();
            client.awaitEnd();
            assertThat(since(answered)).isLessThan(AT_ONCE);
        }
    }

    @Test
    void dumbBeforeSmartHangsUntilTheSmartOnesClientIdleTimeout() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.keepAlive10Plus("x", Duration.ofMinutes(1)));
                ProxyUnderTest smart = ProxyUnderTest.smart(Times.clientIdle((int) IDLE.toMillis()));
                ProxyUnderTest dumb = ProxyUnderTest.dumb(Parents.at(smart));
                ScriptedClient client = dumb.client()) {
            // The smart proxy believes that its client speaks to it, and persists.
            var response = client.exchange(get10(origin, "/1", "Proxy-Connection: Keep-Alive"));
            assertThat(response.field("Proxy-Connection")).isEqualTo("keep-alive");
            long answered = System.nanoTime();
            client.send(get10(origin, "/2", "Proxy-Connection: Keep-Alive"));
            client.awaitEnd();
            assertThat(since(answered)).isBetween(IDLE.minusMillis(50), IDLE.plusMillis(2000));
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void smartBeforeDumbStallsUntilTheOriginsIdleCloseAndThenAnswersLate() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), IDLE));
                ProxyUnderTest dumb = ProxyUnderTest.dumb();
                ProxyUnderTest smart = ProxyUnderTest.smart(Parents.at(dumb));
                ScriptedClient client = smart.client()) {
            assertThat(client.exchange(get(origin, "/1")).text()).isEqualTo("x");
            long answered = System.nanoTime();
            assertThat(client.exchange(get(origin, "/2")).text()).isEqualTo("x");
            assertThat(since(answered)).isBetween(IDLE.minusMillis(50), IDLE.plusMillis(2000));
            assertThat(origin.requests()).hasSize(2);
            smart.events().await(ProxyEvent.ExchangeRetried.class);
            assertThat(smart.events().completed(2).attempts()).isEqualTo(2);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
