package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static io.clearhop.wire.Requests.get;
import static io.clearhop.wire.Requests.get10;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.record.ExchangeKind;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.HangView;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a person reads who looks at the proxy while a client hangs, in real conversations. */
class RecordedHangTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String OK_5S = dated("HTTP/1.1 200 OK", "Content-Length: 1", "Keep-Alive: timeout=5") + "x";

    @Test
    @EnabledOnOs(OS.LINUX)
    void theBooksHangNamesTheRelayedFieldAndTheRequestThatNobodyReads() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(OK_5S, LONG));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(origin, "/1", "Connection: Keep-Alive"));
            client.send(get(origin, "/2", "Connection: Keep-Alive"));
            ExchangeView exchange = Recorded.by(proxy).exchange(1, e -> e.hang() != null);
            HangView hang = exchange.hang();
            assertThat(exchange.kind()).isEqualTo(ExchangeKind.RELAY);
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(hang.sentence()).contains("The client has sent one");
            assertThat(hang.cause().field()).isEqualTo("Connection: Keep-Alive");
            assertThat(hang.endsBy()).isEqualTo("origin: Keep-Alive: timeout=5");
            assertThat(hang.endsAt() - hang.since()).isEqualTo(5000);
            assertThat(hang.since()).isEqualTo(exchange.lastProgress());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRequestThatComesLaterIsNoticedLater() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), LONG));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(origin, "/1"));
            Recorded recorded = Recorded.by(proxy);
            assertThat(recorded.hung(1).hang().sentence()).contains("would not be seen");
            client.send(get(origin, "/2"));
            HangView seen = recorded.exchange(
                            1, e -> e.hang() != null && e.hang().sentence().contains("The client has sent one"))
                    .hang();
            assertThat(seen.cause().field()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void dumbBeforeSmartNamesProxyConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest smart = ProxyUnderTest.smart();
                ProxyUnderTest dumb = ProxyUnderTest.dumb(Parents.at(smart));
                ScriptedClient client = dumb.client()) {
            client.exchange(get10(origin, "/1", "Proxy-Connection: Keep-Alive"));
            HangView hang = Recorded.by(dumb).hung(1).hang();
            assertThat(hang.cause().field()).isEqualTo("Proxy-Connection: Keep-Alive");
            assertThat(hang.cause().section()).contains("figure 4-17");
            // The smart proxy has done what it could and waits for a request.
            assertThat(Recorded.by(smart).over(1).brief().hang()).isNull();
        }
    }

    @Test
    void smartBeforeDumbSuspectsItsParent() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), LONG));
                ProxyUnderTest dumb = ProxyUnderTest.dumb();
                ProxyUnderTest smart = ProxyUnderTest.smart(Parents.at(dumb));
                ScriptedClient client = smart.client()) {
            client.exchange(get(origin, "/1"));
            client.send(get(origin, "/2"));
            HangView hang = Recorded.by(smart).hung(2).hang();
            assertThat(hang.sentence()).contains("dumb");
            assertThat(hang.endsBy()).isEqualTo("proxy: --response-head-timeout 2m");
        }
    }

    @Test
    void anOriginThatDoesNotAnswerHangsUntilItDoes() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, get(origin, "/"));
            Recorded recorded = Recorded.by(proxy);
            assertThat(recorded.hung(1).hang().sentence()).contains("has not begun to answer");
            wire.send(Messages.ok("x"));
            client.readResponse();
            assertThat(recorded.over(1).brief().hang()).isNull();
            assertThat(recorded.live().snapshot(0).counts().hung()).isEqualTo(1);
            wire.close();
        }
    }

    @Test
    void contentThatDoesNotComeIsTheClientsTurn() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 5") + "ab");
            HangView hang = Recorded.by(proxy).hung(1).hang();
            assertThat(hang.sentence()).contains("has sent 2 bytes");
            assertThat(hang.endsBy()).isEqualTo("proxy: --request-content-timeout 1m");
        }
    }

    @Test
    void aClientThatWaitsForContinueIsNamed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 5", "Expect: 100-continue"));
            assertThat(Recorded.by(proxy).hung(1).hang().cause().field()).isEqualTo("Expect: 100-continue");
        }
    }

    @Test
    void aClientThatDoesNotReadIsNamed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, get(origin, "/"));
            wire.stopRecording();
            Thread sender = new Thread(() -> sendMuch(wire), "sender");
            sender.setDaemon(true);
            sender.start();
            assertThat(Recorded.by(proxy)
                            .exchange(
                                    1,
                                    e -> e.hang() != null && e.hang().sentence().startsWith("The client does not read"))
                            .hang()
                            .endsBy())
                    .isEqualTo("proxy: --stall-timeout 5m");
        }
    }

    private static void sendMuch(Wire wire) {
        try {
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + (64 << 20)));
            for (int i = 0; i < 64; i++) {
                wire.send(new byte[1 << 20]);
            }
        } catch (WireException closed) {
            // The test is over.
        }
    }

    @Test
    void aRequestThatWaitsForAPlaceSaysSo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> builder.pool(pool -> pool.withConnections(1)));
                ScriptedClient one = proxy.client();
                ScriptedClient two = proxy.client()) {
            one.send(get(origin, "/1"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            two.send(get(origin, "/2"));
            Recorded recorded = Recorded.by(proxy);
            assertThat(recorded.hung(2).hang().sentence()).contains("in use");
            wire.send(Messages.ok("x"));
            wire.readRequest();
            wire.send(Messages.ok("y"));
            assertThat(recorded.over(2).brief().originWhy().label()).isEqualTo("given-back");
            wire.close();
        }
    }

    @Test
    void aQuietTunnelDoesNotHangUntilOneEndHasFinished() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client();
                ScriptedClient other = proxy.client()) {
            client.exchange(Requests.connect(origin));
            other.send(get(origin, "/"));
            Recorded recorded = Recorded.by(proxy);
            // What began later is found to hang, the tunnel is not.
            recorded.hung(2);
            assertThat(recorded.exchange(1, e -> true).hang()).isNull();
            client.wire().halfClose();
            HangView hang = recorded.hung(1).hang();
            assertThat(hang.sentence()).startsWith("The client has sent its last byte");
            assertThat(hang.endsBy()).isEqualTo("proxy: --tunnel-idle-timeout 10m");
        }
    }
}
