package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110: fields between a client and an origin that a proxy neither modifies nor applies, whatever it makes of them. */
class EndToEndFieldsTest {
    private static final String VIA = "Via: 1.1 clearhop";

    /** Section 13.2.1: who is neither the origin nor a cache forwards them; no nomination makes a request unconditional. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Match: \"e\", W/\"f\"",
                "If-None-Match: *",
                "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT",
                "If-Unmodified-Since: yesterday",
                "If-Range: \"e\""
            })
    void aConditionReachesTheOriginEvenIfConnectionNamesIt(String condition) {
        String name = condition.substring(0, condition.indexOf(':'));
        assertThat(forwarded("Range: bytes=0-1", condition)).containsExactly("Range: bytes=0-1", condition, VIA);
        assertThat(forwarded("Connection: close, " + name, "Range: bytes=0-1", condition))
                .containsExactly("Range: bytes=0-1", condition, VIA);
    }

    /** Section 11.6.2. */
    @Test
    void credentialsForTheOriginAreNotModified() {
        String[] lines = {"authorization:Digest  username=\"a\",  nc=1 ", "Authorization: Basic eDp5"};
        assertThat(forwarded(lines)).containsExactly(lines[0], lines[1], VIA);
    }

    /** Sections 14.2 and 14.4. */
    @Test
    void aRangeUnitThatNobodyKnowsPasses() {
        assertThat(forwarded("Range: pages=1-2")).containsExactly("Range: pages=1-2", VIA);
        String[] lines = {"Content-Range: pages 1-2/7", "Accept-Ranges: pages", "Content-Length: 0"};
        assertThat(received("HTTP/1.1 206 Partial Content", lines)).containsExactly(with(lines));
    }

    /** Sections 10.2.1 and 11.6.1. */
    @Test
    void whatTheOriginAllowsAndAsksForIsNotModified() {
        String[] lines = {
            "allow:GET,, BREW",
            "Allow:",
            "WWW-Authenticate: Newauth realm=\"apps\", type=1, Basic realm=\"simple\"",
            "www-authenticate:  Digest a=b",
            "Content-Length: 0"
        };
        assertThat(received("HTTP/1.1 401 Unauthorized", lines)).containsExactly(with(lines));
    }

    /** Section 12.5.5. */
    @ParameterizedTest
    @ValueSource(strings = {"X-None: 1", "Vary: Accept-Encoding, x", "Vary:", "Vary: *"})
    void aVaryIsTheOriginsAlone(String line) {
        assertThat(received("HTTP/1.1 200 OK", line, "Content-Length: 0"))
                .containsExactly(line, "Content-Length: 0", VIA);
    }

    /** The lines of a request as they reach the origin, after Host. */
    private static List<String> forwarded(String... lines) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/", lines));
            List<String> all = origin.requests().get(0).fieldLines();
            return all.subList(1, all.size());
        }
    }

    private static String[] with(String... lines) {
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = VIA;
        return all;
    }

    /** The lines of a response as they reach the client, after Date. */
    private static List<String> received(String statusLine, String... lines) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(dated(statusLine, lines)));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            List<String> all = client.exchange(Requests.get(origin, "/")).fieldLines();
            return all.subList(1, all.size());
        }
    }
}
