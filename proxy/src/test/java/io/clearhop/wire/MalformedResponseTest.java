package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no response is answered 502, and neither of it nor of its connection is anything used. */
class MalformedResponseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "hello\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5,\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked;x=1\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nhello",
                "HTTP/1.1 103 Early\r\nX: \0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.1 0 Zero\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 099 No\r\n\r\n",
                "HTTP/1.1 2000 No\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 O\0K\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                "HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded first\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            })
    void isAnswered502(String bytes) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(bytes));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.get(origin, "/"));
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=http_");
                assertThat(response.text()).contains("origin").contains(origin.authority());
                // The client's connection is as good as before.
                assertThat(response.hasField("Connection")).isFalse();
            }
            assertThat(origin.connections()).hasSize(2);
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.RESPONSE_MALFORMED);
        }
    }

    @Test
    void moreConnectionOptionsThanAnyoneNeedsAreAnswered502() {
        String head = "HTTP/1.1 200 OK\r\nConnection: " + "a,".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(head));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).statusCode()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 10_000_000})
    void aHeadThatIsTooLargeIsAnswered502(int size) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves((wire, number) -> {
                    wire.readRequest();
                    wire.send("HTTP/1.1 200 OK\r\nX: " + "x".repeat(size));
                    wire.readToEnd();
                }));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(origin, "/"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Proxy-Status"))
                    .startsWith("clearhop; error=http_response_header_section_size; next-hop=");
        }
    }

    @Test
    void anOriginThatClosesWithoutAWordIsAnswered502() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.closeAtOnce());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.get(origin, "/"));
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.text()).contains("The origin closed the connection");
            }
        }
    }

    @Test
    void anOriginThatResetsIsAnswered502() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.resetAfterRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.get(origin, "/"));
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.text()).contains("It reset the connection");
            }
        }
    }

    @Test
    void aRefusedPortIsAnswered502() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.get(gone, "/"));
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_refused");
            }
        }
    }
}
