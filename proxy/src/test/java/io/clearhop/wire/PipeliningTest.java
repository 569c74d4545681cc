package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import org.junit.jupiter.api.Test;

/** RFC 9112 section 9.3.2: many requests on their way, answered in their order. */
class PipeliningTest {
    @Test
    void manyRequestsInOnePacketAreAnsweredInOrder() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                requests.append(Requests.get(origin, "/" + i));
            }
            client.send(requests.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.readResponse().text()).isEqualTo("/" + i);
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void moreRequestsThanFitIntoTheProxyAreAnsweredInOrder() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String padding = "X-Padding: " + "p".repeat(4000);
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                requests.append(Requests.get(origin, "/" + i, padding));
            }
            client.send(requests.toString());
            for (int i = 0; i < 60; i++) {
                assertThat(client.readResponse().text()).isEqualTo("/" + i);
            }
        }
    }

    @Test
    void differentOriginsAnswerInTheOrderOfTheRequests() {
        try (ScriptedOrigin slow = ScriptedOrigin.start(Scripts.byHand());
                ScriptedOrigin fast = ScriptedOrigin.start(Scripts.respond(Messages.ok("fast")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, slow, Requests.get(slow, "/") + Requests.get(fast, "/"));
            wire.send(Messages.ok("slow"));
            assertThat(client.readResponse().text()).isEqualTo("slow");
            assertThat(client.readResponse().text()).isEqualTo("fast");
            wire.close();
        }
    }

    @Test
    void aResponseDoesNotWaitForTheNextOne() {
        try (ScriptedOrigin fast = ScriptedOrigin.start(Scripts.respond(Messages.ok("fast")));
                ScriptedOrigin slow = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, slow, Requests.get(fast, "/") + Requests.get(slow, "/"));
            assertThat(client.readResponse().text()).isEqualTo("fast");
            wire.send(Messages.ok("slow"));
            assertThat(client.readResponse().text()).isEqualTo("slow");
            wire.close();
        }
    }

    @Test
    void aResponseDoesNotWaitForTheRestOfTheNextRequest() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("whole")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/") + "GET ");
            assertThat(client.readResponse().text()).isEqualTo("whole");
        }
    }

    @Test
    void contentBetweenRequestsStaysWhereItBelongs() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(
                        request -> Messages.ok(request.method() + " " + request.target() + " " + request.text())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.withContent("POST", origin, "/1", "GET / HTTP/1.1\r\n\r\n")
                    + "\r\n" // an empty line before a request line is passed over (RFC 9112 section 2.2)
                    + Requests.of("PUT", origin, "/2", "Transfer-Encoding: chunked")
                    + Messages.chunk("abc")
                    + Messages.LAST_CHUNK
                    + Requests.get(origin, "/3"));
            assertThat(client.readResponse().text()).isEqualTo("POST /1 GET / HTTP/1.1\r\n\r\n");
            assertThat(client.readResponse().text()).isEqualTo("PUT /2 abc");
            assertThat(client.readResponse().text()).isEqualTo("GET /3 ");
        }
    }

    @Test
    void requestsMayBeCutAtEveryByte() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(
                        request -> Messages.ok(request.target() + request.text() + request.trailer("X-Sum"))));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            String requests =
                    Requests.of("POST", origin, "/1", "Transfer-Encoding: chunked", "Connection: X-A", "X-A: 1")
                            + Messages.chunk("abc")
                            + "0\r\nX-Sum: 9\r\n\r\n"
                            + Requests.withContent("POST", origin, "/2", "content")
                            + Requests.get(origin, "/3");
            for (int cut = 1; cut < requests.length(); cut++) {
                try (ScriptedClient client = proxy.client()) {
                    client.send(requests.substring(0, cut));
                    client.send(requests.substring(cut));
                    assertThat(client.readResponse().text())
                            .as("cut at %d", cut)
                            .isEqualTo("/1abc9");
                    assertThat(client.readResponse().text()).isEqualTo("/2contentnull");
                    assertThat(client.readResponse().text()).isEqualTo("/3null");
                }
            }
            assertThat(origin.requests()).noneMatch(request -> request.hasField("X-A"));
        }
    }

    @Test
    void aRequestMayArriveByteByByte() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.text())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String request = Requests.of("POST", origin, "/1", "Transfer-Encoding: chunked")
                    + Messages.chunk("abc")
                    + "0\r\nX-Sum: 9\r\n\r\n";
            for (int i = 0; i < request.length(); i++) {
                client.send(request.substring(i, i + 1));
            }
            assertThat(client.readResponse().text()).isEqualTo("abc");
        }
    }

    @Test
    void responsesMayBeCutAtEveryByte() {
        String first = Requests.dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Connection: X-B", "X-B: 1")
                + Messages.chunk("abc")
                + "0\r\nX-Sum: 9\r\n\r\n";
        String second = Requests.dated("HTTP/1.1 200 OK", "Content-Length: 7") + "content";
        int length = Math.max(first.length(), second.length());
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    for (int cut = 1; cut < length; cut++) {
                        for (String response : new String[] {first, second}) {
                            wire.readRequest();
                            int at = Math.min(cut, response.length());
                            wire.send(response.substring(0, at));
                            wire.send(response.substring(at));
                        }
                    }
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int cut = 1; cut < length; cut++) {
                var response = client.exchange(Requests.get(origin, "/1"));
                assertThat(response.text()).isEqualTo("abc");
                assertThat(response.trailer("X-Sum")).isEqualTo("9");
                assertThat(response.hasField("X-B")).isFalse();
                assertThat(client.exchange(Requests.get(origin, "/2")).text()).isEqualTo("content");
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }
}
