package io.clearhop.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearhop.evidence.Grammar.Made;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A third reader, llhttp as it is inside Node.js: it reads what is forwarded as the same messages too. */
@Timeout(120)
class LlhttpTest {
    private static final int ROUNDS = Integer.getInteger("clearhop.test.rounds", 1_500);
    /** It knows no others. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

    /** One direction of a connection, and what Jetty's parser has read from it. */
    private record Direction(String kind, String methods, String bytes, List<ReadMessage> read, long seed) {}

    @Test
    void readsTheSame() throws Exception {
        List<Direction> all = new ArrayList<>();
        for (long seed = 1; seed <= ROUNDS; seed++) {
            all.addAll(conversation(seed));
        }
        List<String> answers = llhttp(all);
        assertThat(answers).hasSameSizeAs(all);
        for (int i = 0; i < answers.size(); i++) {
            Direction direction = all.get(i);
            assertThat(answers.get(i))
                    .as("seed %d, of %s", direction.seed, direction.bytes)
                    .isEqualToIgnoringCase(text(direction.read));
        }
    }

    private static List<Direction> conversation(long seed) {
        Grammar grammar = new Grammar(seed);
        List<Made> requests = grammar.requests().stream()
                .filter(r -> METHODS.contains(r.method()))
                .toList();
        List<Made> responses = grammar.responses(requests);
        Conversation talk = new Conversation(grammar::cut, SecondParserTest.answers(responses));
        talk.client(SecondParserTest.bytes(requests));
        talk.clientHalfCloses();
        talk.close();
        List<Direction> all = new ArrayList<>();
        talk.origins()
                .forEach(end -> all.add(
                        new Direction("REQUESTS", "-", end.sent(), end.reader().messages(), seed)));
        String methods = requests.stream().map(Made::method).collect(Collectors.joining(","));
        if (!methods.isEmpty()) {
            List<ReadMessage> read = Agreement.responses(talk).messages();
            all.add(new Direction("RESPONSES", methods, talk.toClient(), read, seed));
        }
        return all;
    }

    private static String text(List<ReadMessage> messages) {
        return messages.stream()
                .map(m -> Stream.of(
                                Stream.of(m.start()),
                                m.fields().stream(),
                                Stream.of(HexFormat.of().formatHex(m.content().getBytes(ISO_8859_1))),
                                m.trailers().stream())
                        .flatMap(lines -> lines)
                        .map(line -> line.replaceAll("[ \t]+$", ""))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private static List<String> llhttp(List<Direction> all) throws Exception {
        Path script = Path.of(LlhttpTest.class.getResource("/llhttp.js").toURI());
        Process node = new ProcessBuilder(node(), "--no-deprecation", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> write(all, node));
        writer.start();
        try (BufferedReader answers = node.inputReader(US_ASCII)) {
            return answers.lines()
                    .map(line -> new String(Base64.getDecoder().decode(line), ISO_8859_1))
                    .map(text -> text.replaceAll("(?m)[ \t]+$", ""))
                    .toList();
        } finally {
            writer.join();
            node.destroy();
        }
    }

    private static void write(List<Direction> all, Process node) {
        try (Writer out = node.outputWriter(US_ASCII)) {
            for (Direction direction : all) {
                String bytes = Base64.getEncoder().encodeToString(direction.bytes.getBytes(ISO_8859_1));
                out.write(direction.kind + " " + direction.methods + " " + bytes + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String node() {
        Path node = Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (node == null && "1".equals(System.getenv("CLEARHOP_REQUIRE_TOOLS"))) {
            throw new AssertionError("node is not installed");
        }
        assumeTrue(node != null, "node is not installed");
        return node.toString();
    }
}
