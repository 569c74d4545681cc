package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.observe.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to the proxy itself: RFC 9112 sections 3.2.1 and 3.2.4. */
class LocalPageTest {
    @Test
    void getAndHeadOfTheRootShowThePage() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response page = client.exchange(head("GET / HTTP/1.1", "Host: p"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.field("Cache-Control")).isEqualTo("no-store");
            assertThat(page.text())
                    .contains("Clearhop")
                    .contains("curl -v -x http://127.0.0.1:" + proxy.address().getPort() + " ")
                    .doesNotContain("PORT");
            Response headOnly = client.exchange(head("HEAD / HTTP/1.1", "Host: p"));
            assertThat(headOnly.field("Content-Length")).isEqualTo(page.field("Content-Length"));
            assertThat(client.exchange(head("GET / HTTP/1.1", "Host: p")).text())
                    .isEqualTo(page.text());
            assertThat(proxy.events().completed(3).outcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void anOtherPathIs404AndAnOtherMethodIs405() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(head("GET /x HTTP/1.1", "Host: p")).statusCode())
                    .isEqualTo(404);
            Response refused = client.exchange(head("DELETE / HTTP/1.1", "Host: p"));
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.field("Allow")).isEqualTo("GET, HEAD, OPTIONS, TRACE");
            assertThat(refused.hasField("Proxy-Status")).isFalse();
        }
    }

    /** RFC 9110 section 9.1: 501 where the method is not known, 405 where it is. */
    @Test
    void aMethodThatNobodyKnowsIs501() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(head("BREW / HTTP/1.1", "Host: p")).statusCode())
                    .isEqualTo(501);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS * HTTP/1.1, 'GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH'",
        "OPTIONS / HTTP/1.1, 'GET, HEAD, OPTIONS, TRACE'",
        "OPTIONS / HTTP/1.0, 'GET, HEAD, OPTIONS, TRACE'"
    })
    void optionsAreToldOfTheProxyItself(String line, String allowed) {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(head(line, "Host: p"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.field("Allow")).isEqualTo(allowed);
            assertThat(response.text()).isEmpty();
        }
    }

    @Test
    void aUrlOfTheProxyItselfIsNoLoop() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (String host : new String[] {"127.0.0.1", "localhost", "LOCALHOST"}) {
                String authority = host + ":" + proxy.address().getPort();
                Response page = client.exchange(head("GET http://" + authority + " HTTP/1.1", "Host: " + authority));
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.text()).contains("Clearhop");
            }
        }
    }

    @Test
    void contentThatIsNotWantedClosesTheConnection() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(head("POST / HTTP/1.1", "Host: p", "Content-Length: 3") + "abc");
            Response refused = client.readResponse();
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.field("Connection")).isEqualTo("close");
            client.awaitEnd();
        }
    }

    @Test
    void theDumbProxyHasThePageToo() {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Response page = client.exchange(head("GET / HTTP/1.1", "Host: p"));
            assertThat(page.text()).contains("Clearhop");
            assertThat(page.field("Connection")).isEqualTo("close");
            client.awaitEnd();
        }
    }
}
