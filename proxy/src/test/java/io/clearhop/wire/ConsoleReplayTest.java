package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recorded request through both proxies. */
class ConsoleReplayTest {
    @AutoClose
    private ConsoleUnderTest console;

    @AutoClose
    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.answer(
                request -> Messages.head("HTTP/1.1 200 OK", "Content-Length: 1", "Keep-Alive: timeout=60")
                        + (request.method().equals("HEAD") ? "" : "x"))));
        console = ConsoleUnderTest.of(ListenMode.SMART);
    }

    private Response replay(String request) {
        try (ScriptedClient client = console.proxy().client()) {
            client.send(request);
            client.readResponse(request.substring(0, request.indexOf(' ')));
        }
        long id = console.awaitExchange(x -> x.has("ended")).get("id").asLong();
        return console.post("/api/replay", "{\"exchange\":" + id + "}");
    }

    @Test
    void theSmartProxyIsDoneAndTheDumbOneWaitsForTheOriginsClose() {
        JsonNode result = ConsoleUnderTest.parse(replay(get(origin, "/x", "Proxy-Connection: keep-alive")));

        JsonNode smart = result.get("smart");
        assertThat(smart.get("status").asInt()).isEqualTo(200);
        assertThat(smart.get("timedOut").asBoolean()).isFalse();
        JsonNode dumb = result.get("dumb");
        assertThat(dumb.get("status").asInt()).isEqualTo(200);
        assertThat(dumb.get("timedOut").asBoolean()).isTrue();
        assertThat(dumb.get("responseMs").asDouble()).isLessThan(dumb.get("ms").asDouble());
        assertThat(texts(result.get("differences")))
                .anyMatch(text -> text.startsWith("Through the dumb proxy the response was whole")
                        && text.contains("waits for the origin to close"))
                .contains("Only the dumb proxy sends the origin: Proxy-Connection: keep-alive")
                .contains("Only the smart proxy sends the origin: Via: 1.1 clearhop")
                .contains("Only the dumb proxy sends the client: Keep-Alive: timeout=60");
        JsonNode recorded =
                console.json("/api/exchanges/" + dumb.get("exchange").asLong());
        assertThat(recorded.get("mode").asText()).isEqualTo("dumb");
        assertThat(origin.requests()).extracting(Request::target).containsExactly("/x", "/x", "/x");
    }

    @Test
    void aSecretThatIsMaskedIsNotSentAndThatIsSaid() {
        JsonNode result = ConsoleUnderTest.parse(replay(get(origin, "/x", "Connection: close", "Cookie: a=geheim")));

        assertThat(result.toString()).doesNotContain("geheim");
        assertThat(texts(result.get("differences")))
                .anyMatch(text -> text.contains("Cookie was left out") && text.contains("--show-secrets"));
        assertThat(origin.requests().get(0).hasField("Cookie")).isTrue();
        assertThat(origin.requests().get(1).hasField("Cookie")).isFalse();
        assertThat(origin.requests().get(1).field("Connection")).isNotEqualTo("Cookie");
    }

    @Test
    void secretsOfTheResponsesAreMaskedWhereTheyDiffer() {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedOrigin forgetful = ScriptedOrigin.start(Scripts.answer(request -> Messages.head(
                "HTTP/1.1 200 OK", "Content-Length: 0", "Set-Cookie2: a=geheim" + count.incrementAndGet())))) {
            JsonNode result = ConsoleUnderTest.parse(replay(get(forgetful, "/x", "Connection: close")));

            assertThat(result.get("dumb").get("status").asInt()).isEqualTo(200);
            assertThat(result.toString()).doesNotContain("geheim");
        }
    }

    @Test
    void aHeadResponseHasNoContentToWaitFor() {
        JsonNode result = ConsoleUnderTest.parse(
                replay(get(origin, "/x", "Connection: close").replaceFirst("GET", "HEAD")));

        assertThat(result.get("smart").get("status").asInt()).isEqualTo(200);
        assertThat(result.get("smart").get("timedOut").asBoolean()).isFalse();
    }

    @Test
    void whatMayChangeSomethingIsNotRepeated() {
        String post = get(origin, "/x", "Content-Length: 2").replaceFirst("GET", "POST") + "ab";
        Response refused = replay(post);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(ConsoleUnderTest.parse(refused).get("detail").asText()).contains("POST may change something");
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertThat(console.post("/api/replay", "{\"exchange\":4711}").statusCode())
                .isEqualTo(404);
        assertThat(console.post("/api/replay", "{}").statusCode()).isEqualTo(400);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
