package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.json.Json;

/** Other programs read the access log, whatever clients send. */
@Timeout(60)
class AccessLogIT {
    private static final Pattern SQUID = Pattern.compile(
            "\\d+\\.\\d{3} +\\d+ [0-9.]+ [A-Z_]+/\\d{3} \\d+ [A-Z]+ \\S+ \\S+ (?:HIER_NONE|HIER_DIRECT)/\\S+ -");

    @Test
    void anotherParserReadsTheJsonObjects() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("abc")));
                Clearhop proxy = Clearhop.smart("--access-log", "json")) {
            String authority = "127.0.0.1:" + origin.address().getPort();
            send(proxy, authority);
            List<Map<String, Object>> lines = proxy.awaitLines(3).stream()
                    .map(line -> new Json().<Map<String, Object>>toType(line, Json.MAP_TYPE))
                    .toList();

            assertThat(lines.get(0))
                    .containsEntry("method", "GET")
                    .containsEntry("target", "http://" + authority + "/{\\}")
                    .containsEntry("userAgent", "a\"\\\u00fc\t}")
                    .containsEntry("status", 200L)
                    .containsEntry("responseBytes", 3L)
                    .containsEntry("outcome", "forwarded")
                    .doesNotContainKey("clientClose");
            assertThat(lines.get(1)).containsEntry("target", "http://***@" + authority + "/");
            assertThat(lines.get(2)).containsEntry("status", 400L).doesNotContainKey("method");
        }
    }

    @Test
    void squidsWordsAreWhereSquidHasThem() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("abc")));
                Clearhop proxy = Clearhop.smart("--access-log", "squid")) {
            send(proxy, "127.0.0.1:" + origin.address().getPort());

            assertThat(proxy.awaitLines(3))
                    .allMatch(line -> SQUID.matcher(line).matches())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("TCP_MISS/200 3 GET http://", "/{%5c} - HIER_DIRECT/127"),
                            line -> assertThat(line).contains("TAG_NONE/400 ", " GET http://***@127.0.0.1:"),
                            line -> assertThat(line).contains("TAG_NONE/400 ", " NONE error:invalid-request - HIER_"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hop", "combined", "json", "squid"})
    void noFormatTellsASecretOrMoreThanALine(String format) throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("abc")));
                Clearhop proxy = Clearhop.smart("--access-log", format)) {
            send(proxy, "127.0.0.1:" + origin.address().getPort());

            assertThat(proxy.awaitLines(3))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).matches("[ -~]+").doesNotContain("secret"));
        }
    }

    /** Three requests: one with all that is unusual in a line, one that names a user, and what is none. */
    private static void send(Clearhop proxy, String authority) throws IOException {
        try (RawConnection client = new RawConnection(proxy.address())) {
            client.send("GET http://" + authority + "/{\\} HTTP/1.1\r\nHost: " + authority + "\r\n"
                    + "User-Agent: a\"\\\u00fc\t}\r\nCookie: secret\r\nAuthorization: Basic secret\r\n\r\n");
            client.response();
            client.send("GET http://anna:secret@" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
            client.response();
        }
        try (RawConnection client = new RawConnection(proxy.address())) {
            client.send("secret\r\n\r\n");
            client.response();
        }
    }
}
