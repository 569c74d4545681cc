package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9112 section 9.3, as the tables of {@code docs/connection-rules.md} say. */
class PersistenceTest {
    private static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.0");
    private static final List<String> OPTIONS = List.of("–", "keep-alive", "close");
    private static final List<String> CONTENTS =
            List.of("none", "length", "chunked", "until close", "chunked and length");

    private final ConnectionOptions options = new ConnectionOptions();

    static Stream<Arguments> clientRows() {
        return ConnectionRules.table("The client's connection").stream()
                .map(row -> arguments(row.get(0), row.get(1), row.get(2), row.subList(3, 6)));
    }

    @ParameterizedTest
    @MethodSource("clientRows")
    void theClientsConnection(String version, String connection, String proxyConnection, List<String> expected) {
        for (String v : meant(version, VERSIONS)) {
            for (String c : meant(connection, OPTIONS)) {
                for (String p : meant(proxyConnection, OPTIONS)) {
                    Head head = Heads.request("GET / " + v, line("Connection", c), line("Proxy-Connection", p));
                    options.read(head);
                    List<String> words = Arrays.stream(Http10KeepAlive.values())
                            .map(policy -> word(Persistence.ofRequest(head.isHttp10(), options, policy)))
                            .toList();
                    assertThat(words).as("%s %s %s", v, c, p).isEqualTo(expected);
                }
            }
        }
    }

    static Stream<Arguments> originRows() {
        return ConnectionRules.table("The origin's connection").stream()
                .map(row -> arguments(row.get(0), row.get(1), row.get(2), row.get(3)));
    }

    @ParameterizedTest
    @MethodSource("originRows")
    void theOriginsConnection(String version, String connection, String content, String expected) {
        BodyFraming framing = new BodyFraming();
        for (String v : meant(version, VERSIONS)) {
            for (String c : meant(connection, OPTIONS)) {
                for (String kind : meant(content, CONTENTS)) {
                    for (String name : new String[] {"Connection", "Proxy-Connection"}) {
                        Head head = Heads.response(v + " 200 OK", line(name, c), framing(kind));
                        options.read(head);
                        framing.ofResponse(head, Method.GET);
                        CloseReason reason = Persistence.ofResponse(head.isHttp10(), options, framing);
                        assertThat(word(reason))
                                .as("%s %s: %s %s", v, name, c, kind)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theTablesHaveEveryCombinationOnce() {
        List<String> client = new ArrayList<>();
        clientRows()
                .map(Arguments::get)
                .forEach(row -> meant(row[0], VERSIONS)
                        .forEach(v -> meant(row[1], OPTIONS)
                                .forEach(c -> meant(row[2], OPTIONS).forEach(p -> client.add(v + c + p)))));
        assertThat(client).doesNotHaveDuplicates().hasSize(2 * 3 * 3);
        List<String> origin = new ArrayList<>();
        originRows()
                .map(Arguments::get)
                .forEach(row -> meant(row[0], VERSIONS)
                        .forEach(v -> meant(row[1], OPTIONS)
                                .forEach(c -> meant(row[2], CONTENTS).forEach(k -> origin.add(v + c + k)))));
        assertThat(origin).doesNotHaveDuplicates().hasSize(2 * 3 * 5);
    }

    @Test
    void theColumnsAreThePoliciesInTheirOrder() {
        String titles = ConnectionRules.text()
                .lines()
                .filter(line -> line.startsWith("| request"))
                .findFirst()
                .orElseThrow();
        String policies = String.join(
                " | ",
                Arrays.stream(Http10KeepAlive.values())
                        .map(policy -> policy.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
        assertThat(titles).endsWith("| " + policies + " |");
    }

    @Test
    void thePageNamesNoReasonThatDoesNotExist() {
        List<String> labels =
                Arrays.stream(CloseReason.values()).map(CloseReason::label).toList();
        Matcher named = Pattern.compile("\\(((?:`[a-z0-9-]+`(?:, )?)+)\\)").matcher(ConnectionRules.text());
        List<String> found = new ArrayList<>();
        while (named.find()) {
            found.addAll(List.of(named.group(1).replace("`", "").split(", ")));
        }
        assertThat(found).hasSizeGreaterThan(10).isSubsetOf(labels);
    }

    /** Close wins, wherever it stands and whatever stands beside it (RFC 9112 section 9.6). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"close, keep-alive; –", "keep-alive, close; keep-alive", "keep-alive; keep-alive, close"})
    void closeWins(String connection, String proxyConnection) {
        Head head = Heads.request(
                "GET / HTTP/1.0", line("Connection", connection), line("Proxy-Connection", proxyConnection));
        options.read(head);
        assertThat(Persistence.ofRequest(true, options, Http10KeepAlive.ALWAYS)).isEqualTo(CloseReason.CLIENT_ASKED);
    }

    private static List<String> meant(Object cell, List<String> all) {
        String text = cell.toString();
        if (text.equals("any")) {
            return all;
        }
        if (text.startsWith("not ")) {
            return all.stream()
                    .filter(value -> !value.equals(text.substring(4)))
                    .toList();
        }
        return List.of(text.split(", | or "));
    }

    private static String line(String name, String value) {
        return value.equals("–") ? "A: b" : name + ": " + value;
    }

    private static String framing(String kind) {
        return switch (kind) {
            case "none" -> "Content-Length: 0";
            case "length" -> "Content-Length: 5";
            case "chunked" -> "Transfer-Encoding: chunked";
            case "until close" -> "A: b";
            case "chunked and length" -> "Transfer-Encoding: chunked\r\nContent-Length: 5";
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String word(@Nullable CloseReason reason) {
        return reason == null ? "kept" : reason.label();
    }
}
