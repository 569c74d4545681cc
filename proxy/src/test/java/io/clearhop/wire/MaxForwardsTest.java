package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 sections 7.6.2, 9.3.7 and 9.3.8: TRACE and OPTIONS, and the hops that they may still make. */
class MaxForwardsTest {
    @Test
    void aTraceWithoutHopsLeftIsShownAsItWasReceivedButWithoutSecrets() {
        String target = "TRACE http://o.test/a?b HTTP/1.1";
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response shown = client.exchange(head(
                    target,
                    "host:  o.test ",
                    "Max-Forwards: 0",
                    "Authorization: Basic eDp5",
                    "Via: 1.0 one, 1.1 two",
                    "cookie: a=b",
                    "Proxy-Authorization: Basic eDp5",
                    "Proxy-Connection: keep-alive",
                    "X-Api-Key: k",
                    "X-CSRF-Token: t",
                    "X-Twice: \u00e4",
                    "X-Twice:2"));
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.field("Content-Type")).isEqualTo("message/http");
            assertThat(shown.text())
                    .isEqualTo(head(
                            target,
                            "host:  o.test ",
                            "Max-Forwards: 0",
                            "Via: 1.0 one, 1.1 two",
                            "Proxy-Connection: keep-alive",
                            "X-Twice: \u00e4",
                            "X-Twice:2"));
            assertThat(shown.hasField("Via")).isFalse();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(proxy.events().all(ProxyEvent.OriginConnecting.class)).isEmpty();
        }
    }

    @Test
    void optionsWithoutHopsLeftAreTheProxysOwn() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (String target : new String[] {"http://o.test/a", "http://o.test", "*"}) {
                Response own = client.exchange(head("OPTIONS " + target + " HTTP/1.1", "Host: x", "Max-Forwards: 00"));
                assertThat(own.statusCode()).isEqualTo(200);
                assertThat(own.field("Allow"))
                        .isEqualTo("GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH");
                assertThat(own.field("Content-Length")).isEqualTo("0");
                assertThat(own.hasField("Date")).isTrue();
            }
            assertThat(proxy.events().all(ProxyEvent.OriginConnecting.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 1, 0", "OPTIONS, 1, 0", "TRACE, 070, 69", "OPTIONS, 99999999999, 2147483646"})
    void oneHopLessIsLeftForTheNext(String method, String received, String sent) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.of(method, origin, "/", "Max-Forwards: " + received));
            assertThat(origin.requests().get(0).fieldValues("Max-Forwards")).containsExactly(sent);
            assertThat(proxy.events().await(ProxyEvent.RequestForwarded.class).decisions())
                    .contains(new FieldDecision("Max-Forwards", FieldRule.MAX_FORWARDS_COUNTED));
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "POST, 0", "PUT, x", "DELETE, -1", "HEAD, 0", "BREW, 0"})
    void otherMethodsPassWithWhateverTheySay(String method, String value) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.of(method, origin, "/", "Max-Forwards: " + value));
            assertThat(origin.requests().get(0).fieldValues("Max-Forwards")).containsExactly(value);
        }
    }

    @Test
    void theLastOfAChainAnswersATraceThatShowsTheChain() {
        try (ProxyUnderTest second = ProxyUnderTest.smart(b -> b.via("second"));
                ProxyUnderTest first = ProxyUnderTest.smart(b -> b.via("first").parent(second.hostPort()));
                ScriptedClient client = first.client()) {
            Response shown =
                    client.exchange(head("TRACE http://o.test/ HTTP/1.1", "Host: o.test", "Max-Forwards: 1", "X: y"));
            assertThat(shown.text())
                    .isEqualTo(head(
                            "TRACE http://o.test/ HTTP/1.1",
                            "Host: o.test",
                            "Max-Forwards: 0",
                            "X: y",
                            "Via: 1.1 first"));
            assertThat(shown.field("Via")).isEqualTo("1.1 first");
        }
    }

    @Test
    void aTracePassesWithoutCredentialsAndItsAnswerAsItIs() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.echoRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String echo = client.exchange(
                            Requests.of("TRACE", origin, "/", "Authorization: Basic eDp5", "Cookie: a=b", "X: y"))
                    .text();
            assertThat(echo).contains("X: y").doesNotContain("Max-Forwards", "Authorization", "Cookie");
            assertThat(proxy.events().await(ProxyEvent.RequestForwarded.class).decisions())
                    .contains(
                            new FieldDecision("Authorization", FieldRule.TRACE_SENSITIVE),
                            new FieldDecision("Cookie", FieldRule.TRACE_SENSITIVE));
        }
    }

    @Test
    void aTraceOfTheProxyItselfIsShown() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(head("TRACE / HTTP/1.1", "Host: p", "Cookie: c"))
                            .text())
                    .isEqualTo(head("TRACE / HTTP/1.1", "Host: p"));
        }
    }
}
