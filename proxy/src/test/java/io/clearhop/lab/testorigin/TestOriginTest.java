package io.clearhop.lab.testorigin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.BadValue;
import io.clearhop.config.HostPort;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.ContentFraming;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TestOriginTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private TestOrigin origin = start(Manners.DEFAULT);
    private ScriptedClient client = ScriptedClient.connect(origin.address());

    private TestOrigin start(Manners manners) {
        try {
            return TestOrigin.start(new HostPort("127.0.0.1", 0), manners, lines::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void behave(String... traits) throws BadValue {
        Manners manners = Manners.DEFAULT;
        for (String trait : traits) {
            String[] parts = trait.split("=", 2);
            manners = Trait.ofQuery(parts[0]).orElseThrow().chosen(manners, parts[1]);
        }
        stop();
        origin = start(manners);
        client = ScriptedClient.connect(origin.address());
    }

    @AfterEach
    void stop() {
        client.close();
        origin.close();
    }

    private Response get(String target, String... fields) {
        return ask("GET " + target + " HTTP/1.1", fields);
    }

    private Response ask(String line, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = line;
        all[1] = "Host: o";
        System.arraycopy(fields, 0, all, 2, fields.length);
        return client.exchange(Messages.head(all));
    }

    @Test
    void itAnswersOneRequestAfterTheOtherOnAPersistentConnection() {
        assertThat(get("/").field("Request-Of-Connection")).isEqualTo("1");
        assertThat(get("/").field("Request-Of-Connection")).isEqualTo("2");
        client.expectSilence(Duration.ofMillis(50));
        assertThat(lines).contains("c1#1 GET / HTTP/1.1", "c1#2 GET / HTTP/1.1");
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        client.send(Messages.head("GET /?delay=100ms&status=201 HTTP/1.1", "Host: o")
                + Messages.head("GET /?status=202 HTTP/1.1", "Host: o")
                + Messages.head("GET /?status=203&close HTTP/1.1", "Host: o"));
        assertThat(client.readResponse().statusCode()).isEqualTo(201);
        assertThat(client.readResponse().statusCode()).isEqualTo(202);
        assertThat(client.readResponse().statusCode()).isEqualTo(203);
        client.awaitEnd();
    }

    @ParameterizedTest
    @CsvSource({"/?close, close", "/?status=204, ''", "/?size=0, ''"})
    void whatAConnectionFieldSays(String target, String connection) {
        Response response = get(target);
        assertThat(String.valueOf(response.field("Connection"))).isEqualTo(connection.isEmpty() ? "null" : connection);
    }

    @ParameterizedTest
    @CsvSource({
        "on, 1.1, '', true",
        "on, 1.1, close, false",
        "on, 1.0, '', false",
        "on, 1.0, keep-alive, true", //
        "http10, 1.1, '', false",
        "http10, 1.1, keep-alive, true",
        "http10, 1.0, keep-alive, true",
        "off, 1.1, '', false"
    })
    void persistence(String mode, String version, String connection, boolean kept) throws BadValue {
        behave("keep-alive=" + mode);
        Response response = ask("GET / HTTP/" + version, "Connection: " + connection);
        assertThat(response.startLine()).startsWith(mode.equals("http10") ? "HTTP/1.0" : "HTTP/1.1");
        if (kept) {
            assertThat(get("/", "Connection: " + connection).statusCode()).isEqualTo(200);
        } else {
            client.awaitEnd();
        }
        boolean says = kept && (mode.equals("http10") || version.equals("1.0"));
        assertThat(response.listMembers("Connection").contains("keep-alive")).isEqualTo(says);
    }

    @Test
    void idleConnectionsAndThoseWithEnoughRequestsAreClosed() throws BadValue {
        behave("idle=150ms", "close-after=2");
        assertThat(get("/").hasField("Connection")).isFalse();
        assertThat(get("/").field("Connection")).isEqualTo("close");
        client.awaitEnd();
        behave("idle=150ms");
        get("/");
        client.awaitEnd();
        assertThat(lines).anyMatch(line -> line.equals("c1 idle for 150 ms, closes"));
    }

    @Test
    void lengthsThatAreWrong() {
        client.send(Messages.head("GET /?size=10&length-error=+3 HTTP/1.1", "Host: o"));
        assertThat(client.wire().readHead()).contains("Content-Length: 13");
        assertThat(client.wire().readBytes(10)).hasSize(10);
        client.expectSilence(Duration.ofMillis(50));
        stop();
        origin = start(Manners.DEFAULT);
        client = ScriptedClient.connect(origin.address());
        client.send(Messages.head("GET /?size=10&length-error=-3 HTTP/1.1", "Host: o"));
        assertThat(client.wire().readHead()).contains("Content-Length: 7");
        assertThat(client.wire().readBytes(10)).hasSize(10);
    }

    @Test
    void chunksForThoseWhoKnowThem() {
        Response chunked = get("/?chunked&size=100k");
        assertThat(chunked.content().framing()).isEqualTo(ContentFraming.CHUNKED);
        assertThat(chunked.bytes()).hasSize(102_400);
        Response old = ask("GET /?chunked&size=10 HTTP/1.0", "Connection: keep-alive");
        assertThat(old.content().framing()).isEqualTo(ContentFraming.UNTIL_CLOSE);
        assertThat(old.bytes()).hasSize(10);
    }

    @Test
    void aHeadHasTheFieldsOfTheGetAndNoContent() {
        Response head = ask("HEAD /?size=5000 HTTP/1.1");
        assertThat(head.field("Content-Length")).isEqualTo("5000");
        assertThat(get("/?size=5000").bytes()).hasSize(5000);
    }

    @Test
    void theEchoIsTheRequestAsItCame() {
        client.send(Messages.head("POST /echo HTTP/1.1", "Host: o", "x-cAse: kept", "Content-Length: 5") + "hello");
        assertThat(client.readResponse().text())
                .isEqualTo("POST /echo HTTP/1.1\r\nHost: o\r\nx-cAse: kept\r\nContent-Length: 5\r\n\r\nhello");
    }

    @Test
    void contentIsAskedForUnlessTheAnswerIsAnErrorAnyway() {
        client.send(Messages.head("PUT /echo HTTP/1.1", "Host: o", "Expect: 100-continue", "Content-Length: 2"));
        assertThat(client.wire().readHead()).startsWith("HTTP/1.1 100 ");
        client.send("ok");
        assertThat(client.readResponse("PUT").text()).endsWith("\r\n\r\nok");
        client.send(Messages.head("PUT /?status=413 HTTP/1.1", "Host: o", "Expect: 100-continue", "Content-Length: 2"));
        Response refused = client.readResponse("PUT");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.field("Connection")).isEqualTo("close");
        client.awaitEnd();
    }

    @Test
    void aPageAndItsImages() throws BadValue {
        behave("page=3", "size=1000");
        assertThat(get("/").text()).contains("image-1.svg", "image-3.svg").doesNotContain("image-4.svg");
        Response image = get("/image-3.svg");
        assertThat(image.field("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(image.bytes()).hasSize(1000);
    }

    @Test
    void connectionsThatEndWithoutAnAnswer() {
        client.send(Messages.head("GET /?drop HTTP/1.1", "Host: o"));
        assertThat(client.wire().awaitArrival(Duration.ofSeconds(5))).isEqualTo(Arrival.FIN);
        ScriptedClient other = ScriptedClient.connect(origin.address());
        other.send(Messages.head("GET /?reset HTTP/1.1", "Host: o"));
        assertThat(other.wire().awaitArrival(Duration.ofSeconds(5))).isEqualTo(Arrival.RESET);
        other.close();
    }

    @Test
    void mistakesAreSaid() {
        assertThat(get("/?delay=soon").statusCode()).isEqualTo(400);
        assertThat(get("/?delay=soon").text()).startsWith("delay 'soon' is no duration; give ");
        assertThat(get("/?anything=else").statusCode()).isEqualTo(200);
        client.send("no http at all\r\n\r\n");
        assertThat(client.readResponse().statusCode()).isEqualTo(400);
        client.awaitEnd();
    }

    @Test
    void aClientThatHasSentItsFinStillGetsItsAnswer() {
        client.send(Messages.head("GET /?delay=100ms HTTP/1.1", "Host: o"));
        client.wire().halfClose();
        assertThat(client.readResponse().statusCode()).isEqualTo(200);
        client.awaitEnd();
    }
}
