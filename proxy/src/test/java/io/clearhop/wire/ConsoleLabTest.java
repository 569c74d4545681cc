package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.config.ListenMode;
import io.clearhop.lab.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenarios of the lab by the console's API. */
class ConsoleLabTest {
    private static final String WISH = "{\"name\":\"" + OnePlay.NAME + "\"}";

    @AutoClose
    private ConsoleUnderTest console;

    private final OnePlay lab = new OnePlay();

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.of(ListenMode.SMART);
        console.proxy().server().play(lab);
    }

    @Test
    void scenariosAreListedWithTheirTexts() {
        JsonNode list = console.json("/api/lab");
        assertThat(list.has("playing")).isFalse();
        assertThat(list.get("scenarios").get(0).get("why").get("ko").asText()).isEqualTo("말");
    }

    @Test
    void oneIsBegunAndNoOtherBeforeItHasEnded() {
        assertThat(console.ask("GET /api/lab/run").statusCode()).isEqualTo(404);
        Response begun = console.post("/api/lab", "{\"name\":\"" + OnePlay.NAME + "\",\"withoutCause\":true}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(ConsoleUnderTest.parse(begun).get("withoutCause").asBoolean())
                .isTrue();
        assertThat(console.json("/api/lab").get("playing").asText()).isEqualTo(OnePlay.NAME);
        Response busy = console.post("/api/lab", WISH);
        assertThat(busy.statusCode()).isEqualTo(409);
        assertThat(busy.text()).contains("A scenario is being played");

        lab.end();
        assertThat(console.json("/api/lab/run").get("verdict").get("word").asText())
                .isEqualTo("failed");
        assertThat(console.post("/api/lab", WISH).statusCode()).isEqualTo(202);
        assertThat(console.json("/api/lab/run").get("number").asInt()).isEqualTo(2);
    }

    @Test
    void wishesThatAreNone() {
        assertThat(console.post("/api/lab", "{\"name\":\"other\"}").statusCode())
                .isEqualTo(404);
        assertThat(console.post("/api/lab", "{}").statusCode()).isEqualTo(400);
        assertThat(console.post("/api/lab", "{").statusCode()).isEqualTo(400);
        assertThat(console.post("/api/lab", "{\"name\":\"" + OnePlay.NAME + "\",\"withoutCause\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(lab.performance()).isNull();
    }

    @Test
    void anotherSitesPageBeginsNothing() {
        assertThat(console.post("/api/lab", WISH, "Origin: http://evil.test").statusCode())
                .isEqualTo(403);
        assertThat(console.post("/api/lab", WISH, "Sec-Fetch-Site: cross-site").statusCode())
                .isEqualTo(403);
        assertThat(lab.performance()).isNull();
    }

    @Test
    void theStreamTellsHowFarItHasCome() {
        try (EventReader events = console.events("")) {
            assertThat(events.next().name()).isEqualTo("state");
            console.post("/api/lab", WISH);
            JsonNode begun = awaitLab(events);
            assertThat(begun.has("ended")).isFalse();
            assertThat(begun.get("captions").get(0).get("text").get("en").asText())
                    .isEqualTo("words");
            lab.end();
            assertThat(awaitLab(events).get("verdict").get("reason").get("en").asText())
                    .isEqualTo("words");
        }
        try (EventReader later = console.events("")) {
            assertThat(awaitLab(later).has("ended")).isTrue();
        }
    }

    private static JsonNode awaitLab(EventReader events) {
        while (true) {
            EventReader.Event event = events.next();
            if (event.name().equals("lab")) {
                return event.data();
            }
        }
    }

    @Test
    void aTraceHasTheLastPlayWithItsTexts() {
        console.post("/api/lab", WISH);
        JsonNode trace = console.json("/api/trace.json").get("lab");
        assertThat(trace.get("run").get("name").asText()).isEqualTo(OnePlay.NAME);
        assertThat(trace.get("scenarios")).hasSize(1);
    }
}
