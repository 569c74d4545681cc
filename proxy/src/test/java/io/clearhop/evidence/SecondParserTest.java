package io.clearhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.evidence.Conversation.Answer;
import io.clearhop.evidence.Grammar.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

/**
 * Whatever is forwarded, a strict parser by other hands reads as exactly the same messages. Each conversation is made from
 * a seed, which a failure names; {@code -Dclearhop.test.seed=N} makes just that one, {@code -Dclearhop.test.rounds=N} more.
 */
class SecondParserTest {
    private static final int ROUNDS = Integer.getInteger("clearhop.test.rounds", 1_500);

    @Test
    void validMessagesArriveWithTheirMeaning() {
        forSeeds(seed -> {
            Grammar grammar = new Grammar(seed);
            List<Made> requests = grammar.requests();
            List<Made> responses = grammar.responses(requests);
            Conversation talk = new Conversation(grammar::cut, answers(responses));
            talk.client(bytes(requests));
            talk.clientHalfCloses();
            talk.close();
            assertThat(Agreement.faults(talk)).isEmpty();
            assertSameRequests(talk, requests);
            assertSameResponses(talk, requests, responses);
        });
    }

    @Test
    void ofNearlyValidMessagesBothReadersMakeTheSame() {
        forSeeds(seed -> {
            Grammar grammar = new Grammar(seed);
            List<Made> requests = grammar.requests();
            List<Answer> answers = new ArrayList<>();
            for (Made response : grammar.responses(requests)) {
                String bytes = grammar.oneIn(2) ? grammar.spoilt(response.bytes()) : response.bytes();
                answers.add(new Answer(bytes, response.last() || grammar.oneIn(2)));
            }
            Conversation talk = new Conversation(grammar::cut, answers);
            talk.client(grammar.oneIn(3) ? bytes(requests) : grammar.spoilt(bytes(requests)));
            if (grammar.oneIn(2)) {
                talk.clientHalfCloses();
            }
            talk.close();
            assertThat(Agreement.faults(talk)).isEmpty();
        });
    }

    static void forSeeds(LongConsumer test) {
        Long only = Long.getLong("clearhop.test.seed");
        Map<String, String> failures = new TreeMap<>();
        for (long seed = only == null ? 1 : only; seed <= (only == null ? ROUNDS : only); seed++) {
            try {
                test.accept(seed);
            } catch (Throwable failure) {
                String told = failure instanceof AssertionError && failure.getMessage() != null
                        ? failure.getMessage()
                        : Throwables.getStackTrace(failure);
                String kind = told.replaceAll("[0-9]+", "0");
                // One of each kind is enough, and many kinds tell more than the first.
                failures.putIfAbsent(
                        kind.substring(0, Math.min(120, kind.length())),
                        "with -Dclearhop.test.seed=" + seed + ": " + told);
            }
        }
        assertThat(failures.values()).isEmpty();
    }

    static String bytes(List<Made> messages) {
        return String.join("", messages.stream().map(Made::bytes).toList());
    }

    static List<Answer> answers(List<Made> responses) {
        return responses.stream().map(r -> new Answer(r.bytes(), r.last())).toList();
    }

    private static void assertSameRequests(Conversation talk, List<Made> requests) {
        List<ReadMessage> read = new ArrayList<>();
        // One client has one request at a time on its way, so the order among connections does not matter for a check.
        talk.origins().forEach(end -> read.addAll(end.reader().messages()));
        assertThat(read).hasSameSizeAs(requests).allMatch(ReadMessage::complete);
        for (Made request : requests) {
            assertThat(read).anySatisfy(r -> {
                assertThat(r.start()).isEqualTo(request.start());
                assertThat(endToEnd(r, request)).isEqualTo(lower(request.fields()));
                assertThat(r.content()).isEqualTo(request.content());
                assertThat(lower(r.trailers())).isEqualTo(lower(request.trailers()));
                assertThat(r.values("transfer-encoding").isEmpty()).isEqualTo(!request.chunked());
            });
        }
        assertThat(read.toString().toLowerCase(Locale.ROOT)).doesNotContain("x-hop: ", "keep-alive: ");
    }

    private static void assertSameResponses(Conversation talk, List<Made> requests, List<Made> responses) {
        JettyReader reader = JettyReader.ofResponses(n -> requests.get(n).method());
        List<ReadMessage> read = reader.feed(talk.toClient()).end().messages().stream()
                .filter(m -> !m.isInterim())
                .toList();
        assertThat(read).hasSameSizeAs(responses);
        for (int i = 0; i < read.size(); i++) {
            ReadMessage r = read.get(i);
            Made response = responses.get(i);
            assertThat(r.complete()).isTrue();
            assertThat(r.start()).isEqualTo(response.start());
            assertThat(endToEnd(r, response)).isEqualTo(lower(response.fields()));
            assertThat(r.content()).isEqualTo(response.content());
            assertThat(lower(r.trailers()))
                    .isEqualTo(requests.get(i).http10() ? List.of() : lower(response.trailers()));
        }
    }

    /** The fields whose names the sent message has as well. */
    private static List<String> endToEnd(ReadMessage read, Made made) {
        List<String> names = lower(made.fields()).stream()
                .map(f -> f.split(": ", 2)[0] + ": ")
                .toList();
        return lower(read.fields()).stream()
                .filter(f -> names.stream().anyMatch(f::startsWith))
                .toList();
    }

    private static List<String> lower(List<String> fields) {
        return fields.stream()
                .map(f -> f.substring(0, f.indexOf(':')).toLowerCase(Locale.ROOT) + f.substring(f.indexOf(':')))
                .toList();
    }
}
