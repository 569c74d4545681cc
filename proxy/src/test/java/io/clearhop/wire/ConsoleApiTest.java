package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.config.ListenMode;
import io.clearhop.console.RouteList;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served is what the description says. */
class ConsoleApiTest {
    @AutoClose
    private ConsoleUnderTest console;

    @AutoClose
    private ScriptedOrigin origin;

    private OpenApi description;

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.of(ListenMode.SMART);
        origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.answer(request -> Messages.head(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/html",
                        "Content-Length: 1",
                        "Set-Cookie: s=</script><script>alert(1)</script>")
                + "x")));
        description = new OpenApi(console.json("/api/openapi.json"));
    }

    /** A smart exchange that is over on a connection that is not: one that is only connected could still become dumb. */
    private ScriptedClient smartClient() {
        ScriptedClient client = console.proxy().client();
        client.exchange(get(origin, "/a?q=1&q=2", "Proxy-Connection: keep-alive", "Authorization: Basic c2VjcmV0"));
        return client;
    }

    /** A dumb exchange that hangs. */
    private void hang(ScriptedClient dumb) {
        dumb.exchange(get(origin, "/b", "Connection: keep-alive"));
        dumb.send(get(origin, "/c"));
        console.awaitExchange(x -> x.has("hang"));
    }

    private ScriptedClient dumbClient() {
        String address = console.json("/api/mode").get(0).get("address").asText();
        console.post("/api/mode", "{\"address\":\"" + address + "\",\"mode\":\"dumb\"}");
        return console.proxy().client();
    }

    @Test
    void eachPathOfTheDescriptionIsThereWithItsMethodsAndNoOther() {
        for (String path : description.paths()) {
            Response response = console.ask("PATCH " + path.replace("{id}", "1"));
            assertThat(response.statusCode()).as(path).isEqualTo(405);
            Set<String> described = new TreeSet<>(description.methods(path));
            if (described.contains("GET")) {
                described.add("HEAD");
            }
            assertThat(new TreeSet<>(List.of(response.field("Allow").split(", ", -1))))
                    .as(path)
                    .isEqualTo(described);
        }
    }

    @Test
    void noPathIsMissingInTheDescription() {
        assertThat(RouteList.paths()).isEqualTo(new TreeSet<>(description.paths()));
    }

    @Test
    void whatIsServedHasTheFieldsOfItsSchema() {
        try (ScriptedClient client = smartClient();
                ScriptedClient dumb = dumbClient()) {
            hang(dumb);
            OnePlay lab = new OnePlay();
            console.proxy().server().play(lab);
            lab.begin(OnePlay.NAME, true);
            lab.end();
            for (String path : description.paths()) {
                if (description.methods(path).contains("GET") && description.isJson(path)) {
                    description.check(path, "get", console.json(path.replace("{id}", id(path))));
                }
            }
            description.check("/api/mode", "post", ConsoleUnderTest.parse(change()));
            Response unknown = console.ask("GET /api/exchanges/4711");
            description.checkSchema("Problem", ConsoleUnderTest.parse(unknown));
            assertThat(description.unseen())
                    .as("schemas that no answer of this test had")
                    .isSubsetOf("ModeChange", "LabWish", "ReplayWish", "Replay", "ReplayResult");
        }
    }

    private Response change() {
        String address = console.json("/api/mode").get(0).get("address").asText();
        return console.post("/api/mode", "{\"address\":\"" + address + "\",\"mode\":\"smart\"}");
    }

    private String id(String path) {
        boolean exchange = path.contains("exchanges");
        JsonNode list = console.json(exchange ? "/api/exchanges" : "/api/connections");
        for (JsonNode each : list) {
            if (exchange ? each.has("hang") : !each.has("closed")) {
                return each.get("id").asText();
            }
        }
        throw new AssertionError("nothing is alive in " + list);
    }

    @Test
    void theKernelTellsOfOpenConnections() {
        assumeTrue(console.proxy().server().transport().equals("epoll"), "only epoll asks the kernel");
        try (ScriptedClient client = console.proxy().client()) {
            client.exchange(get(origin, "/"));
            console.awaitExchange(x -> x.has("ended"));
            for (JsonNode connection : console.json("/api/connections")) {
                JsonNode tcp = console.json(
                                "/api/connections/" + connection.get("id").asText())
                        .get("tcp");
                assertThat(tcp.get("state").asText()).isEqualTo("ESTABLISHED");
                assertThat(tcp.get("cwnd").asLong()).isPositive();
            }
            JsonNode sockets = console.json("/api/process").get("sockets");
            assertThat(sockets.get("LISTEN").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(sockets.get("ESTABLISHED").asInt()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void anArchiveHasWhatEachReaderOfArchivesNeeds() {
        try (ScriptedClient client = smartClient();
                ScriptedClient dumb = dumbClient()) {
            hang(dumb);
            JsonNode log = console.json("/api/har").get("log");
            assertThat(log.get("version").asText()).isEqualTo("1.2");
            assertThat(log.get("entries")).hasSize(2);
            for (JsonNode entry : log.get("entries")) {
                archived(entry);
            }
            assertThat(log.toString()).doesNotContain("c2VjcmV0");
            JsonNode query = log.get("entries").get(0).get("request").get("queryString");
            assertThat(query).hasSize(2);
        }
    }

    private static void archived(JsonNode entry) {
        assertThat(Instant.parse(entry.get("startedDateTime").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(URI.create(entry.get("request").get("url").asText()).getHost())
                .isEqualTo("127.0.0.1");
        assertThat(entry.get("connection").asText()).isNotEmpty();
        assertThat(entry.get("cache").isObject()).isTrue();
        double sum = 0;
        for (String part : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
            double time = entry.get("timings").get(part).asDouble();
            assertThat(time).as(part).isGreaterThanOrEqualTo(-1);
            sum += Math.max(0, time);
        }
        assertThat(entry.get("time").asDouble()).isCloseTo(sum, offset(0.01));
        for (String message : List.of("request", "response")) {
            assertThat(entry.get(message).get("headers").isArray()).isTrue();
            assertThat(entry.get(message).get("cookies").isArray()).isTrue();
            assertThat(entry.get(message).has("headersSize")).isTrue();
            assertThat(entry.get(message).has("bodySize")).isTrue();
        }
        assertThat(entry.get("response").get("content").get("mimeType").asText())
                .isEqualTo("text/html");
    }

    @Test
    void whatAnOriginSendsCannotEndTheDataOfATrace() {
        try (ScriptedClient client = console.proxy().client()) {
            client.exchange(get(origin, "/", "X: </script><script>alert(2)</script>"));
            console.awaitExchange(x -> x.has("ended"));
        }
        Response trace = console.ask("GET /api/trace");
        String html = new String(trace.bytes(), StandardCharsets.UTF_8);
        assertThat(trace.field("Content-Disposition")).startsWith("attachment");
        assertThat(html).doesNotContain("<script>alert").contains("\\u003c/script>\\u003cscript>alert(2)");
        String data = html.substring(
                html.indexOf("id=\"trace\">") + 11, html.indexOf("</script>", html.indexOf("id=\"trace\">")));
        JsonNode json = ConsoleUnderTest.parse(data);
        assertThat(json.get("state").get("exchanges")).hasSize(1);
        assertThat(json.get("details")).hasSize(1);
        assertThat(html.split("<script", -1)).as("the data and the modules").hasSize(3);
        assertThat(html)
                .doesNotContain("\nimport {")
                .doesNotContain("\nexport ")
                .contains("script-src 'sha256-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/exchanges/x", "/api/exchanges/", "/api/exchanges/1/2", "/api/nothing", "/nothing.html"})
    void whatThereIsNotIsAProblemInWords(String path) {
        Response response = console.ask("GET " + path);
        assertThat(response.statusCode()).isEqualTo(404);
        description.checkSchema("Problem", ConsoleUnderTest.parse(response));
    }
}
