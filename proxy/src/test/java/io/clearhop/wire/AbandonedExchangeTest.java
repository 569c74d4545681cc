package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody waits any more for the response of an exchange whose client is gone. A FIN would not say so: whoever has ended
 * its side may still read (RFC 9112 section 9.6), and the next proxy of a chain would go on for it.
 */
class AbandonedExchangeTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theResetPassesThroughAChainThoughTheOriginIsSilent(boolean withinContent) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest second = ProxyUnderTest.smart(b -> b.via("second"));
                ProxyUnderTest first =
                        ProxyUnderTest.smart(b -> Parents.at(second).accept(b.via("first")));
                ScriptedClient client = first.client()) {
            client.send(Requests.get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            if (withinContent) {
                wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 10") + "half");
                client.wire().readHead();
            }
            client.wire().reset();
            wire.awaitReset();
            wire.close();
            for (ProxyUnderTest proxy : new ProxyUnderTest[] {first, second}) {
                assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
                assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.CLIENT_RESET);
                assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.EXCHANGE_ABANDONED);
            }
        }
    }

    @Test
    void aParentLearnsThatNobodyWaitsForTheTunnelThatItOpens() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443"));
            Wire wire = parent.awaitConnection(1);
            wire.readRequest();
            client.wire().reset();
            wire.awaitReset();
            wire.close();
        }
    }

    /** Its length already tells the origin that content is missing; that the client went is told it as well. */
    @Test
    void aRequestThatItsClientCutsIsResetAtTheOrigin() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 10") + "half");
            Wire wire = origin.awaitConnection(1);
            wire.readHead();
            wire.readBytes(4);
            client.wire().halfClose();
            wire.awaitReset();
            wire.close();
            assertThat(client.readResponse().statusCode()).isEqualTo(400);
        }
    }

    /** RFC 9112 section 9.5: who times out closes gracefully. */
    @Test
    void anExchangeThatTookTooLongEndsWithAFin() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.responseHead(300));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.awaitEnd();
            wire.close();
            assertThat(client.readResponse().statusCode()).isEqualTo(504);
        }
    }
}
