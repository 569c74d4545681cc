package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.HeadLimits;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9112 section 3.2 and RFC 9110 section 7.6.3: what the proxy writes anew of target, Host and Via. */
class TargetRewritingTest {
    @ParameterizedTest
    @CsvSource({
        "GET,      /a/b?c=d&e,      /a/b?c=d&e",
        "GET,      '',              /",
        "GET,      ?q=1,            /?q=1",
        "GET,      //double//slash, //double//slash",
        "GET,      /%7Ea/%2F..;p=1, /%7Ea/%2F..;p=1",
        "GET,      /{|}\\^`[]%,    /{|}\\^`[]%",
        "GET,      '?',            '/?'",
        "OPTIONS,  ?q,             /?q",
        "OPTIONS,  '',              *",
        "OPTIONS,  /,               /",
        "PROPFIND, /dav,            /dav",
        "get,      /lower,          /lower",
    })
    void absoluteFormBecomesOriginForm(String method, String path, String sent) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(head(method + " " + origin.uri(path) + " HTTP/1.1", "Host: " + origin.authority()));
            assertThat(origin.requests().get(0).head())
                    .isEqualTo(head(
                            method + " " + sent + " HTTP/1.1", "Host: " + origin.authority(), "Via: 1.1 clearhop"));
        }
    }

    @ParameterizedTest
    @CsvSource({"Host: other.test", "Host:", "hOST:  x:1 "})
    void theTargetOverridesHost(String host) {
        Request received = forwarded("HTTP://%s/", "X: 1", host, "Y: 2");
        assertThat(received.fieldLines())
                .containsExactly("X: 1", "Host: " + received.field("Host"), "Y: 2", "Via: 1.1 clearhop");
        assertThat(received.field("Host")).startsWith("127.0.0.1:");
    }

    @Test
    void theSchemeMayBeInAnyCase() {
        assertThat(forwarded("hTTp://%s/a", "Host: x").target()).isEqualTo("/a");
    }

    @Test
    void viaIsAddedAfterTheOnesOfOthers() {
        assertThat(forwarded("http://%s/", "Host: x", "Via: 1.0 one, 1.1 two").fieldValues("Via"))
                .containsExactly("1.0 one, 1.1 two", "1.1 clearhop");
    }

    @Test
    void viaNamesTheVersionOfTheReceivedMessage() {
        String response = "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.via("me"));
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).fieldValues("Via"))
                    .containsExactly("1.0 me");
            assertThat(origin.requests().get(0).fieldValues("Via")).containsExactly("1.1 me");
        }
    }

    @Test
    void aResponseWithoutDateIsDated() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).field("Date"))
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        }
    }

    @Test
    void aHigherMinorVersionIsTakenFor11() {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.respond("HTTP/1.2 200 OK\r\nContent-Length: 1\r\n\r\nx"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                var response = client.exchange(head("GET " + origin.uri("/") + " HTTP/1.3", "Host: x"));
                assertThat(response.startLine()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(origin.requests().get(i).version()).isEqualTo("HTTP/1.1");
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void theReasonPhraseIsKept() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.respond(Requests.dated("HTTP/1.1 299 Fine \u00fc, thanks", "Content-Length: 0")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).startLine())
                    .isEqualTo("HTTP/1.1 299 Fine \u00fc, thanks");
        }
    }

    @Test
    void aNameOfTheConfigurationIsItsOrigin() throws UnknownHostException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.resolve("Shop.Test", loopback));
                ScriptedClient client = proxy.client()) {
            String authority = "sHOP.test:" + origin.port();
            client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority));
            assertThat(origin.requests().get(0).field("Host")).isEqualTo(authority);
        }
    }

    /** RFC 9112 section 3: at least so much is taken, whatever the settings are. */
    @Test
    void eightThousandBytesOfRequestLineAndAHundredFieldsPassWithTheSmallestLimits() {
        HeadLimits smallest = new HeadLimits(16_000, 8_000, 100);
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.headLimits(limits -> smallest));
                ScriptedClient client = proxy.client()) {
            String[] lines = new String[101];
            String line = "GET " + origin.uri("/") + " HTTP/1.1";
            lines[0] = line.replace(" HTTP", "a".repeat(8_000 - line.length()) + " HTTP");
            lines[1] = "Host: " + origin.authority();
            for (int i = 2; i <= 100; i++) {
                lines[i] = "X-" + i + ": " + "v".repeat(60);
            }
            assertThat(lines[0]).hasSize(8_000);
            assertThat(client.exchange(head(lines)).statusCode()).isEqualTo(200);
            assertThat(origin.requests().get(0).fieldLines()).hasSize(101).contains(lines[2], lines[100]);
        }
    }

    private static Request forwarded(String target, String... fields) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String[] lines = new String[fields.length + 1];
            lines[0] = "GET " + target.formatted(origin.authority()) + " HTTP/1.1";
            System.arraycopy(fields, 0, lines, 1, fields.length);
            assertThat(client.exchange(head(lines)).statusCode()).isEqualTo(200);
            return origin.requests().get(0);
        }
    }
}
