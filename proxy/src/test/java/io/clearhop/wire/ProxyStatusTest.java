package io.clearhop.wire;

import static io.clearhop.lab.Messages.chunk;
import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9209: what the proxy says of its own errors, and that it leaves alone what others say of theirs. */
class ProxyStatusTest {
    private static final String OF_OTHERS = "Edge; error=connection_timeout; details=\"a, \\\"b\\\"\"";

    @Test
    void membersOfOthersPassAndNoneIsAdded() {
        String response = Requests.dated(
                        "HTTP/1.1 504 Gateway Timeout",
                        "Proxy-Status: " + OF_OTHERS,
                        "proxy-status: \"second\"; received-status=200",
                        "Trailer: Proxy-Status",
                        "Transfer-Encoding: chunked")
                + chunk("x")
                + "0\r\nProxy-Status: Edge; error=http_response_incomplete\r\n\r\n";
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            Response received = client.exchange(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            assertThat(received.fieldValues("Proxy-Status"))
                    .containsExactly(OF_OTHERS, "\"second\"; received-status=200");
            assertThat(received.trailer("Proxy-Status")).isEqualTo("Edge; error=http_response_incomplete");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET http://o.test:0/ HTTP/1.1 | X: y | 400 | http_request_error",
                "GET https://o.test/ HTTP/1.1 | X: y | 501 | proxy_internal_response",
                "GET http://o.test/ HTTP/2.0 | X: y | 505 | proxy_internal_response",
                "GET http://o.test/ HTTP/1.1 | Via: 1.1 clearhop | 508 | proxy_loop_detected",
                "GET http://%s/ HTTP/1.1 | X: y | 502 | connection_refused",
                "CONNECT %s HTTP/1.1 | X: y | 502 | connection_refused"
            })
    void anErrorOfItsOwnIsOneMemberWithItsTypeAndDetails(String line, String field, int status, String type) {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(head(line.formatted(gone.authority()), "Host: x", field));
            Response response = client.readResponse();
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.fieldValues("Proxy-Status"))
                    .singleElement()
                    .asString()
                    .matches("clearhop; error=" + type + "(; next-hop=\"" + gone.authority()
                            + "\")?; details=\"[ !#-\\[\\]-~]+\"");
            assertThat(response.text()).startsWith(response.startLine().substring("HTTP/1.1 ".length()) + "\n\n");
            assertThat(response.text()).containsPattern("This (may be temporary|is permanent): the same request");
        }
    }

    /** RFC 9209 section 2.3.24. */
    @Test
    void aCodingThatNobodyAskedForHasItsOwnType() {
        String response = head("HTTP/1.1 200 OK", "Transfer-Encoding: gzip, chunked") + Messages.LAST_CHUNK;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).field("Proxy-Status"))
                    .startsWith("clearhop; error=http_response_transfer_coding; ");
        }
    }
}
