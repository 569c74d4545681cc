package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.wire.EventReader.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /api/events}: what a reader knows after any number of messages is what the proxy knows. */
class ConsoleStreamTest {
    @AutoClose
    private ConsoleUnderTest console;

    @AutoClose
    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.of(ListenMode.SMART);
        origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok("x")));
    }

    private void exchanges(int count) {
        try (ScriptedClient client = console.proxy().client()) {
            for (int i = 0; i < count; i++) {
                client.exchange(get(origin, "/" + i));
            }
        }
    }

    private static boolean isEnded(JsonNode exchange) {
        return exchange.has("ended");
    }

    @Test
    void itBeginsWithEverythingAndGoesOnWithChanges() {
        try (EventReader events = console.events("")) {
            Event first = events.next();
            assertThat(first.name()).isEqualTo("state");
            assertThat(first.data().get("exchanges")).isEmpty();
            assertThat(first.data().get("listeners").get(0).get("mode").asText())
                    .isEqualTo("smart");
            exchanges(1);
            JsonNode exchange = events.awaitExchange(ConsoleStreamTest::isEnded);
            assertThat(exchange.get("status").asInt()).isEqualTo(200);
            assertThat(exchange.get("target").asText()).isEqualTo(origin.uri("/0"));
        }
    }

    @Test
    void aReaderThatComesBackGetsWhatItHasMissedAndNoMore() {
        exchanges(1);
        Event last;
        long known = console.awaitExchange(ConsoleStreamTest::isEnded).get("id").asLong();
        try (EventReader events = console.events("")) {
            last = events.next();
        }
        exchanges(1);
        long missed = console.awaitExchange(x -> isEnded(x) && x.get("id").asLong() != known)
                .get("id")
                .asLong();
        for (String id : new String[] {last.id(), last.data().get("version").asText()}) {
            try (EventReader events = console.events("", "Last-Event-ID: " + id);
                    EventReader byQuery = console.events("?since=" + id)) {
                Event change = events.next();
                assertThat(change.name()).isEqualTo("change");
                assertThat(change.data().get("exchanges"))
                        .extracting(x -> x.get("id").asLong())
                        .containsExactly(missed);
                assertThat(byQuery.next().data().get("exchanges")).hasSize(1);
            }
        }
    }

    @Test
    void aVersionOfAnotherRunOfTheProxyMeansNothing() {
        exchanges(1);
        console.awaitExchange(ConsoleStreamTest::isEnded);
        try (EventReader events = console.events("?since=12345-3");
                EventReader future = console.events("?since=999999");
                EventReader nonsense = console.events("?since=x")) {
            assertThat(events.next().name()).isEqualTo("state");
            assertThat(future.next().name()).isEqualTo("state");
            assertThat(nonsense.next().name()).isEqualTo("state");
        }
    }

    @Test
    void aStateInWhichNothingHappensIsSentOnce() {
        try (EventReader events = console.events("")) {
            assertThat(events.next().data().get("version").asLong()).isZero();
            exchanges(1);
            assertThat(events.next().data().get("version").asLong()).isPositive();
        }
    }

    @Test
    void aResetIsAWholeStateOnce() {
        exchanges(1);
        console.awaitExchange(ConsoleStreamTest::isEnded);
        try (EventReader events = console.events("")) {
            assertThat(events.next().data().get("exchanges")).hasSize(1);
            assertThat(console.post("/api/reset", "{}").statusCode()).isEqualTo(204);
            Event reset = events.next();
            while (!reset.name().equals("state")) {
                reset = events.next();
            }
            assertThat(reset.data().get("exchanges")).isEmpty();
        }
    }

    /** What changes while it does not read is merged: it gets each exchange once, in its last state. */
    @Test
    void aReaderThatDoesNotReadCostsNoMore() {
        int count = 1500;
        try (ScriptedClient slow = console.connect()) {
            slow.send(console.head("GET /api/events"));
            for (int i = 0; i < 6; i++) {
                exchanges(count / 6);
            }
            long last = console.json("/api/exchanges?limit=1").get(0).get("id").asLong();
            EventReader events = new EventReader(slow);
            events.awaitExchange(x -> x.get("id").asLong() == last && isEnded(x));
            assertThat(console.proxy().server().droppedEvents()).isZero();
        }
    }

    @Test
    void aSwitchedListenerIsNews() {
        try (EventReader events = console.events("")) {
            String address =
                    events.next().data().get("listeners").get(0).get("address").asText();
            console.post("/api/mode", "{\"address\":\"" + address + "\",\"mode\":\"dumb\"}");
            assertThat(events.next().data().get("listeners").get(0).get("mode").asText())
                    .isEqualTo("dumb");
        }
    }

    @Test
    void aProxyThatRecordsNothingSaysSo() {
        try (ConsoleUnderTest blind = ConsoleUnderTest.of(
                        ListenMode.SMART, builder -> builder.recording(recording -> recording.withOn(false)));
                EventReader events = blind.events("")) {
            assertThat(events.next().data().get("recording").asBoolean()).isFalse();
            assertThat(blind.ask("GET /api/exchanges").statusCode()).isEqualTo(503);
            assertThat(blind.ask("GET /api/har").text()).contains("--record on");
        }
    }
}
