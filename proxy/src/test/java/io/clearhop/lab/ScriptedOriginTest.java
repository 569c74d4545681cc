package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedOriginTest {
    private static final String GET = Messages.head("GET / HTTP/1.1", "Host: o");

    @Test
    void requestsAreListedInOrderWithTheirConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ScriptedClient one = ScriptedClient.connect(origin.address())) {
            one.exchange(Messages.head("GET /a HTTP/1.1", "Host: o"));
            try (ScriptedClient two = ScriptedClient.connect(origin.address())) {
                two.exchange(Messages.head("POST /b HTTP/1.1", "Host: o", "Content-Length: 3") + "abc");
            }
            one.exchange(Messages.head("GET /c HTTP/1.1", "Host: o"));

            assertThat(origin.awaitRequests(3)).extracting(Request::target).containsExactly("/a", "/b", "/c");
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 2, 1);
            assertThat(origin.requests().get(1).text()).isEqualTo("abc");
            assertThat(origin.connections()).hasSize(2).extracting(Wire::number).containsExactly(1, 2);
            origin.awaitConnection(2).awaitClosed();
            assertThat(origin.connections().get(1).peerEnd()).isEqualTo(Arrival.FIN);
            assertThat(origin.connections().get(0).isClosed()).isFalse();
        }
    }

    @Test
    void aRequestIsListedBeforeItsContentHasCome() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(Messages.head("POST / HTTP/1.1", "Host: o", "Content-Length: 3"));
            assertThat(origin.awaitRequests(1).get(0).content()).isEqualTo(Content.NONE);
            client.send("abc");
            client.readResponse();
            assertThat(origin.requests().get(0).text()).isEqualTo("abc");
        }
    }

    @Test
    void aTestCanBeTheOriginByHand() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(GET);
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readRequest().head()).isEqualTo(GET);
            wire.send(Messages.ok("by hand"));
            assertThat(client.readResponse().text()).isEqualTo("by hand");
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void addressesAreGivenAsMessagesNeedThem() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent())) {
            assertThat(origin.authority()).isEqualTo("127.0.0.1:" + origin.port());
            assertThat(origin.uri("/a")).isEqualTo("http://127.0.0.1:" + origin.port() + "/a");
            assertThat(origin.address().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void anOriginComesBackAtItsOldAddress() {
        ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("old")));
        try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.exchange(GET);
            client.awaitEnd();
        }
        origin.close();
        try (ScriptedOrigin again = ScriptedOrigin.start(origin.address(), Scripts.respond(Messages.ok("new")));
                ScriptedClient client = ScriptedClient.connect(again.address())) {
            assertThat(client.exchange(GET).text()).isEqualTo("new");
        }
    }

    @Test
    void closingAnOriginEndsItsScriptsWithoutCallingItAFailure() {
        ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(
                Scripts.silent(),
                Scripts.respond(Messages.ok("x")),
                (wire, connectionNumber) -> wire.readBytes(1),
                (wire, connectionNumber) -> Thread.sleep(60_000)));
        for (int number = 1; number <= 4; number++) {
            ScriptedClient.connect(origin.address());
            origin.awaitConnection(number);
        }
        origin.close();
        origin.close();
        origin.assertNoFailure();
        assertThat(origin.connections()).allMatch(Wire::isClosed);
    }

    @Test
    void anAssertionThatFailsInAScriptFailsTheTest() {
        ScriptedOrigin origin = ScriptedOrigin.start(
                (wire, connectionNumber) -> assertThat(wire.readHead()).isEqualTo("something else"));
        try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(GET);
            client.awaitEnd();
        }
        assertThatThrownBy(origin::assertNoFailure)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("connection 1")
                .hasMessageContaining("something else");
        assertThatThrownBy(() -> origin.awaitRequests(2)).hasMessageContaining("1 of 2 requests have come");
        assertThatThrownBy(origin::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void aPeerThatLeavesWithinARequestIsAFailure() {
        ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
        try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send("GET / HT");
        }
        origin.awaitConnection(1).awaitClosed();
        assertThatThrownBy(origin::close).hasMessageContaining("8 bytes: \"GET / HT\"");
    }

    @Test
    void aPeerThatMayLeaveIsNoFailure() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respond(Messages.ok("x"))))) {
            try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                client.send("GET / HT");
                origin.awaitConnection(1);
                client.wire().reset();
            }
            origin.awaitConnection(1).awaitClosed();
            origin.assertNoFailure();
        }
    }
}
