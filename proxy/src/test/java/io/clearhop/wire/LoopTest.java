package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 sections 7.6 and 7.6.3: a message that comes back is not forwarded once more. */
class LoopTest {
    /** Nobody else listens here, so that a port can be known before its listener is there. */
    private static final String QUIET_ADDRESS = "127.0.77.1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: 1.1 clearhop",
                "via: 1.0 one, HTTP/1.1 CLEARHOP (of the teacher, at home)",
                "Via: 1.1 one\r\nVia: 1.1 clearhop"
            })
    void aRequestThatThisProxyHasSignedIsAnswered508(String via) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(Requests.get(origin, "/", via));
            assertThat(refused.startLine()).isEqualTo("HTTP/1.1 508 Loop Detected");
            assertThat(refused.field("Proxy-Status"))
                    .isEqualTo("clearhop; error=proxy_loop_detected; details=\"Its Via names this proxy, clearhop.\"");
            assertThat(refused.text())
                    .contains("goes round in a loop")
                    .contains("names this proxy")
                    .contains("permanent");
            assertThat(refused.hasField("Connection")).isFalse();
            assertThat(client.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            assertThat(origin.requests()).hasSize(1);
            ExchangeSummary looped = proxy.events().completed(1);
            assertThat(looped.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(looped.detail()).contains("loop");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Via: 1.1 other, 1.1 clearhop-2, 1.1 xclearhop", "Via: 1.1 x (clearhop)", "X-Via: 1.1 clearhop"})
    void anOtherNameIsNoLoop(String via) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/", via)).text()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://o.test/ HTTP/1.1", "CONNECT o.test:443 HTTP/1.1"})
    void proxiesThatAreEachOthersParentsEndWith508AtOnce(String requestLine) throws IOException {
        int port = freePort();
        try (ProxyUnderTest first =
                        ProxyUnderTest.smart(b -> b.via("first").parent(new HostPort(QUIET_ADDRESS, port)));
                ProxyUnderTest second = ProxyUnderTest.smart(b -> b.via("second")
                        .parent(first.hostPort())
                        .listeners(List.of(new Listener(ListenMode.SMART, QUIET_ADDRESS, port))));
                ScriptedClient client = first.client()) {
            Response refused = client.exchange(head(requestLine, "Host: o.test"));
            assertThat(refused.statusCode()).isEqualTo(508);
            assertThat(refused.fieldValues("Proxy-Status"))
                    .singleElement()
                    .asString()
                    .startsWith("first; error=proxy_loop_detected");
            assertThat(refused.fieldValues("Via")).containsExactly("1.1 second", "1.1 first");
            assertThat(second.events().completed(1).status()).isEqualTo(508);
            first.events().completed(2);
            assertThat(first.events().all(ProxyEvent.RequestReceived.class)).hasSize(2);
            assertThat(second.events().all(ProxyEvent.RequestReceived.class)).hasSize(1);
        }
    }

    /** RFC 9110 section 7.6: neither Via nor an address that is connected to would tell of a tunnel through the parent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT 127.0.0.1:%d",
                "CONNECT localhost:%d",
                "CONNECT 127.1:%d",
                "CONNECT [::ffff:127.0.0.1]:%d",
                "GET http://2130706433:%d/",
                "GET http://0.0.0.0:%d/"
            })
    void noParentIsAskedForTheListenerItself(String request) {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            String line = request.formatted(proxy.address().getPort());
            Response refused = client.exchange(head(line + " HTTP/1.1", "Host: o.test"));
            assertThat(refused.statusCode()).isEqualTo(508);
            assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=proxy_loop_detected");
            assertThat(refused.text()).contains("where this proxy listens");
            assertThat(parent.connections()).isEmpty();
        }
    }

    /** Nothing but its own limits tells a proxy of a loop through somebody who drops Via. */
    @Test
    void aLoopThatNobodySignsEndsAtTheLimitOfConnections() throws IOException {
        int port = freePort();
        try (ScriptedOrigin forgetful = ScriptedOrigin.start((wire, number) -> {
                    String request = wire.readHead().replaceAll("Via: [^\r]*\r\n", "");
                    try (ScriptedClient back = ScriptedClient.connect(new InetSocketAddress(QUIET_ADDRESS, port))) {
                        Response answer = back.exchange(request);
                        wire.send(answer.head() + answer.content().raw());
                    }
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> Parents.at(forgetful)
                        .andThen(c -> c.pool(p -> p.withConnections(5).withWaiting(0)))
                        .andThen(c -> c.listeners(List.of(new Listener(ListenMode.SMART, QUIET_ADDRESS, port))))
                        .accept(b));
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.field("Proxy-Status")).contains("error=connection_limit_reached");
            proxy.events().await(ProxyEvent.RequestReceived.class, 6);
            assertThat(proxy.events().all(ProxyEvent.RequestReceived.class)).hasSize(6);
        }
    }

    @Test
    void proxiesWithoutANameMakeOneThatNoOtherHas() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest second = ProxyUnderTest.smart(b -> b.via(""));
                ProxyUnderTest first = ProxyUnderTest.smart(b -> b.via("").parent(second.hostPort()));
                ScriptedClient client = first.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            assertThat(origin.requests().get(0).fieldValues("Via"))
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allMatch(via -> via.matches("1\\.1 clearhop-[0-9a-f]{6}"));
        }
    }

    @Test
    void aNameThatIsNoTokenOfStructuredFieldsIsQuotedInProxyStatus() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.via("1st"));
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(head("GET http://o.test/ HTTP/1.1", "Host: o.test", "Via: 1.1 1st"));
            assertThat(refused.field("Proxy-Status")).startsWith("\"1st\"; error=proxy_loop_detected; ");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(QUIET_ADDRESS))) {
            return socket.getLocalPort();
        }
    }
}
