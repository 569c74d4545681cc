package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much is refused in words, and costs nobody else anything. */
class ClientLimitsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientTooManyIsTold503(boolean dumb) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("x")));
                ProxyUnderTest proxy = dumb
                        ? ProxyUnderTest.dumb(b -> b.clientLimits(limits -> limits.withConnections(1)))
                        : ProxyUnderTest.smart(b -> b.clientLimits(limits -> limits.withConnections(1)));
                ScriptedClient first = proxy.client()) {
            proxy.events().await(ProxyEvent.ClientConnected.class);
            try (ScriptedClient second = proxy.client()) {
                Response refused = second.exchange(Requests.get(origin, "/"));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=connection_limit_reached");
                assertThat(refused.field("Connection")).isEqualTo("close");
                assertThat(refused.text()).contains("as many clients as it takes");
                second.awaitEnd();
            }
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.CLIENT_LIMIT);
            assertThat(proxy.events().all(ProxyEvent.ClientConnected.class))
                    .hasSize(2)
                    .allMatch(connected -> connected.dumb() == dumb);
            assertThat(first.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            first.close();
            proxy.events().await(ProxyEvent.ClientClosed.class, 2);
            try (ScriptedClient third = proxy.client()) {
                assertThat(third.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            }
        }
    }

    /** A dumb relay does not understand the client's FIN, so the client's place is free when its origin closes. */
    @Test
    void aDumbClientThatClosesKeepsItsPlaceUntilItsOriginCloses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb(b -> b.clientLimits(limits -> limits.withConnections(1)))) {
            Wire wire;
            try (ScriptedClient first = proxy.client()) {
                first.send(Requests.get(origin, "/"));
                wire = origin.awaitConnection(1);
                wire.readRequest();
                wire.send(Messages.ok("x"));
                assertThat(first.readResponse().text()).isEqualTo("x");
            }
            try (ScriptedClient second = proxy.client()) {
                assertThat(second.exchange(Requests.get(origin, "/")).statusCode())
                        .isEqualTo(503);
            }
            wire.close();
            proxy.events().await(ProxyEvent.ClientClosed.class, 2);
            try (ScriptedClient third = proxy.client()) {
                third.send(Requests.get(origin, "/"));
                origin.awaitConnection(2).close();
                third.awaitEnd();
            }
        }
    }

    @Test
    void aConnectionTooManyOfOneAddressIsTold429() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.clientLimits(limits -> limits.withPerAddress(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            assertThat(first.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            Response refused = second.exchange(Requests.get(origin, "/"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.text()).contains("Address: 127.0.0.1.");
            second.close();
            proxy.events().await(ProxyEvent.ClientClosed.class);
        }
    }

    @Test
    void anUploadThatSaysItIsTooLargeIsToldBeforeAnythingIsForwarded() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(b -> b.clientLimits(limits -> limits.withRequestContent(10)));
                ScriptedClient client = proxy.client()) {
            Response refused =
                    client.exchange(Requests.of("POST", origin, "/", "Expect: 100-continue", "Content-Length: 11"));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.text()).contains("At most 10 bytes are taken");
            client.awaitEnd();
            assertThat(origin.connections()).isEmpty();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.REQUEST_TOO_LARGE);
        }
    }

    @Test
    void anUploadThatBecomesTooLargeIsToldAndTheOriginsExchangeAborted() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(b -> b.clientLimits(limits -> limits.withRequestContent(10)));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(
                    client,
                    origin,
                    Requests.of("POST", origin, "/", "Transfer-Encoding: chunked") + Messages.chunk("0123456789"));
            assertThat(wire.readChunk().data()).isEqualTo("0123456789");
            client.send(Messages.chunk("x"));
            assertThat(client.readResponse().statusCode()).isEqualTo(413);
            wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
            assertThat(wire.readToEnd()).doesNotContain("0\r\n\r\n");
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.REQUEST_TOO_LARGE);
        }
    }

    @Test
    void aCourteousProxyHasTwoConnectionsForEachClient() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(pool -> pool.withPerClient(2)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client();
                ScriptedClient third = proxy.client()) {
            for (ScriptedClient each : new ScriptedClient[] {first, second, third}) {
                each.send(Requests.get(origin, "/"));
            }
            proxy.events().await(ProxyEvent.RequestReceived.class, 3);
            Wire one = origin.awaitConnection(1);
            Wire two = origin.awaitConnection(2);
            one.readRequest();
            two.readRequest();
            assertThat(proxy.events().all(ProxyEvent.OriginConnecting.class)).hasSize(2);

            // A client of another address brings two more, of which the one that waits gets the first.
            try (Socket other = new Socket()) {
                other.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
                other.connect(proxy.address());
                other.getOutputStream()
                        .write(Requests.get(origin, "/other").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                Wire three = origin.awaitConnection(3);
                assertThat(three.readRequest().target()).isEqualTo("/");
                Wire four = origin.awaitConnection(4);
                assertThat(four.readRequest().target()).isEqualTo("/other");
                for (Wire wire : new Wire[] {one, two, three, four}) {
                    wire.close();
                }
            }
        }
    }
}
