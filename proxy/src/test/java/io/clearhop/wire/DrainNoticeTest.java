package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The time between the word to stop and the end of listening: all are served, and told that it is the last time. */
class DrainNoticeTest {
    private static final Consumer<ProxyConfigBuilder> LONG = Times.drainNotice(60_000)
            .andThen(Times.drain(10_000))
            .andThen(builder ->
                    builder.console(console -> ConsoleSettings.OFF.withAddress(new HostPort("127.0.0.1", 0))));

    @Test
    void oldAndNewClientsAreServedAndEachResponseClosesItsConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(LONG);
                ScriptedClient old = proxy.client()) {
            assertThat(old.exchange(Requests.get(origin, "/")).hasField("Connection"))
                    .isFalse();
            CompletableFuture<Void> stopping = proxy.stopping();
            awaitNotice(proxy);

            assertThatItIsTheLast(old, old.exchange(Requests.get(origin, "/")));
            try (ScriptedClient young = proxy.client()) {
                assertThatItIsTheLast(young, young.exchange(Requests.get(origin, "/")));
            }
            assertThat(stopping).isNotDone();
            proxy.server().stopNow();
            stopping.join();
            assertThat(proxy.events().completed(3).clientClose()).isEqualTo(CloseReason.DRAINING);
        }
    }

    /** A close that no response had told of could cross a request. */
    @Test
    void aResponseThatHadBegunBeforeLeavesTheConnectionToOneMore() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(LONG);
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(Requests.dated("HTTP/1.1 200 OK", "Content-Length: 6") + "abc");
            assertThat(client.wire().readHead()).doesNotContain("close");
            CompletableFuture<Void> stopping = proxy.stopping();
            awaitNotice(proxy);
            wire.send("def");
            assertThat(client.wire().readBytes(6)).isEqualTo("abcdef");

            assertThatItIsTheLast(client, ask(client, wire, origin));
            proxy.server().stopNow();
            stopping.join();
            wire.close();
        }
    }

    private static Response ask(ScriptedClient client, Wire wire, ScriptedOrigin origin) {
        client.send(Requests.get(origin, "/"));
        wire.readRequest();
        wire.send(Messages.ok("y"));
        return client.readResponse();
    }

    private static void assertThatItIsTheLast(ScriptedClient client, Response response) {
        assertThat(response.field("Connection")).isEqualTo("close");
        client.awaitEnd();
        client.close();
    }

    /** Until balancers are told. */
    private static void awaitNotice(ProxyUnderTest proxy) {
        int status;
        do {
            try (ScriptedClient balancer =
                    ScriptedClient.connect(proxy.server().console().orElseThrow())) {
                status = balancer.exchange(Messages.head("GET /readyz HTTP/1.1", "Host: localhost"))
                        .statusCode();
            }
        } while (status == 200);
        assertThat(status).isEqualTo(503);
    }
}
