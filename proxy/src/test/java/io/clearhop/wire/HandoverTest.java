package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The only origin connection goes from one client's exchange to another's that waits for it. */
class HandoverTest {
    private static final Consumer<ProxyConfigBuilder> ONE_CONNECTION = b -> b.pool(p -> p.withConnections(1));

    @Test
    void aClientThatLeavesAfterItsResponseDoesNotTakeTheConnectionWithIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(ONE_CONNECTION);
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            second.send(Requests.get(origin, "/2"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            wire.send(Messages.ok("1"));
            assertThat(wire.readRequest().target()).isEqualTo("/2");
            first.wire().reset();
            proxy.events().await(ProxyEvent.ClientClosed.class);
            wire.send(Messages.ok("2"));
            assertThat(second.readResponse().text()).isEqualTo("2");
            assertThat(origin.connections()).hasSize(1);
            wire.close();
        }
    }

    /** Here the request is the half that ends last. */
    @Test
    void aClientThatLeavesAfterItsUploadDoesNotTakeTheConnectionWithIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(ONE_CONNECTION);
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.of("POST", origin, "/1", "Content-Length: 4") + "ab");
            Wire wire = origin.awaitConnection(1);
            wire.readHead();
            wire.send(Messages.ok("early"));
            assertThat(first.readResponse().text()).isEqualTo("early");
            second.send(Requests.get(origin, "/2"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            first.send("cd");
            assertThat(wire.readBytes(4)).isEqualTo("abcd");
            assertThat(wire.readRequest().target()).isEqualTo("/2");
            first.wire().reset();
            proxy.events().await(ProxyEvent.ClientClosed.class);
            wire.send(Messages.ok("2"));
            assertThat(second.readResponse().text()).isEqualTo("2");
            assertThat(proxy.events().completed(2).outcome()).isEqualTo(Outcome.FORWARDED);
            wire.close();
        }
    }
}
