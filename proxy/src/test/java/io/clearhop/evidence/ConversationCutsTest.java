package io.clearhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.evidence.Conversation.Answer;
import io.clearhop.evidence.Grammar.Made;
import io.clearhop.http.Cuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the bytes of a whole conversation are cut into reads is chance: it must not change what reaches whom. */
class ConversationCutsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 2\r\n\r\nhi";

    /** What the peers have got: at the origins the bytes themselves, at the client the messages. */
    private record Seen(List<String> toOrigins, List<ReadMessage> toClient) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://o/ HTTP/1.1\r\nHost: o\r\n\r\nHEAD http://o/b HTTP/1.1\r\nHost: o\r\n\r\n",
                "POST http://o/ HTTP/1.1\r\nHost: o\r\nContent-Length: 3\r\n\r\nabcGET http://o/ HTTP/1.0\r\n\r\n",
                "PUT http://o/ HTTP/1.1\r\nHost: o\r\nTransfer-Encoding: chunked\r\n\r\n1;x\r\na\r\n0\r\nT: v\r\n\r\n",
                "PUT http://o/ HTTP/1.1\r\nHost: o\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT\r\n\r\n",
                "GET http://o/ HTTP/1.1\r\nHost: o\r\n\r\nGET http://o/ HTTP/1.1\r\nHost: o\nX: y\r\n\r\n"
            })
    void ofTheClientAllWays(String requests) {
        List<Answer> answers = List.of(new Answer(OK, false), new Answer(OK, false));
        assertSame(requests, answers, Cuts.of(requests.length()), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Wait\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nDate: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0;x\r\nT: v\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: x\r\nA : b\r\n c\r\n\r\nuntil the close",
                "HTTP/1.1 204\r\nDate: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc"
            })
    void ofTheOriginAllWays(String response) {
        String get = "GET http://o/ HTTP/1.1\r\nHost: o\r\n\r\n";
        assertSame(get, List.of(new Answer(response, true)), Cuts.of(response.length()), false);
    }

    @Test
    void ofBothAtRandom() {
        SecondParserTest.forSeeds(seed -> {
            Grammar grammar = new Grammar(seed);
            List<Made> made = grammar.requests();
            List<Answer> answers = SecondParserTest.answers(grammar.responses(made));
            String requests = SecondParserTest.bytes(made);
            Seen whole = run(requests, answers, List::of);
            assertThat(run(requests, answers, grammar::cut)).isEqualTo(whole);
        });
    }

    private static void assertSame(String requests, List<Answer> answers, List<int[]> ways, boolean ofClient) {
        Seen whole = run(requests, answers, List::of);
        for (int[] ends : ways) {
            Function<String, List<String>> cut =
                    text -> text.equals(requests) == ofClient ? pieces(text, ends) : List.of(text);
            assertThat(run(requests, answers, cut))
                    .as("reads end at %s", Arrays.toString(ends))
                    .isEqualTo(whole);
        }
    }

    private static List<String> pieces(String text, int[] ends) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            pieces.add(text.substring(from, end));
            from = end;
        }
        return pieces;
    }

    private static Seen run(String requests, List<Answer> answers, Function<String, List<String>> cut) {
        Conversation talk = new Conversation(cut, answers);
        talk.client(requests);
        talk.clientHalfCloses();
        talk.close();
        assertThat(Agreement.faults(talk)).isEmpty();
        // Whether anything of a request has left before a fault in it was found is chance; that it is not whole is not.
        List<String> toOrigins = talk.origins().stream()
                .filter(end -> end.reader().messages().equals(end.reader().complete()))
                .map(Conversation.OriginEnd::sent)
                .filter(sent -> !sent.isEmpty())
                .toList();
        return new Seen(toOrigins, messages(talk));
    }

    /** Of a message that is not whole only the beginning: how much of it came is chance as well. */
    private static List<ReadMessage> messages(Conversation talk) {
        return Agreement.responses(talk).messages().stream()
                .map(m -> new ReadMessage(
                        m.start(),
                        m.fields().stream().filter(f -> !f.startsWith("Date: ")).toList(),
                        m.complete() ? m.content() : "cut",
                        m.trailers(),
                        m.complete()))
                .toList();
    }
}
