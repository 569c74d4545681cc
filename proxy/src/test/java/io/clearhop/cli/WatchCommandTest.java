package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    private static final String STREAM = Messages.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
    private static final String STATE =
            "event: state\nid: 5-1\ndata: {\"version\":1,\"now\":10.5,\"startedAt\":5,\"product\":\"Clearhop 1\","
                    + "\"listeners\":[{\"address\":\"127.0.0.1:8080\",\"mode\":\"dumb\"}],"
                    + "\"connections\":[],\"exchanges\":[]}\n\n";
    private static final String OPENED = change(
            2,
            "{\"id\":7,\"side\":\"client\",\"mode\":\"dumb\",\"remote\":\"127.0.0.1:4\",\"local\":\"127.0.0.1:8080\","
                    + "\"opened\":11,\"exchanges\":0}",
            "{\"id\":3,\"client\":7,\"nth\":1,\"method\":\"GET\",\"target\":\"http://o/a\",\"started\":12,\"status\":0}");
    private static final String HUNG = change(
            3,
            "",
            "{\"id\":3,\"client\":7,\"nth\":1,\"method\":\"GET\",\"target\":\"http://o/a\",\"started\":12,\"status\":200,"
                    + "\"hang\":{\"since\":12,\"sentence\":\"The origin waits.\",\"waits\":[],\"endsAt\":999999999999999,"
                    + "\"endsBy\":\"origin: Keep-Alive: timeout=5\"}}");
    private static final String ENDED = change(
            4,
            "{\"id\":7,\"side\":\"client\",\"mode\":\"dumb\",\"opened\":11,\"closed\":20,\"by\":\"origin\",\"exchanges\":1,"
                    + "\"why\":{\"label\":\"relay-ended\",\"sentence\":\"The origin has closed.\"}}",
            "{\"id\":3,\"client\":7,\"nth\":1,\"method\":\"GET\",\"target\":\"http://o/a\",\"started\":12,\"ended\":19.5,"
                    + "\"status\":200,\"outcome\":{\"label\":\"relayed\",\"sentence\":\"Relayed.\"}}");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static String change(int version, String connection, String exchange) {
        return "event: change\nid: 5-" + version + "\ndata: {\"version\":" + version
                + ",\"now\":20,\"startedAt\":5,\"connections\":[" + connection + "],\"exchanges\":[" + exchange
                + "]}\n\n";
    }

    private int watch(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "watch";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Main.run(line, Map.of("CLEARHOP_CONSOLE_TOKEN", "t-o-k-e-n"), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** First a stream that breaks off, then one that goes on, then a refusal, which ends it. */
    private static Script broken(String first, String second) {
        Script one = sends(STREAM + first);
        Script two = sends(STREAM + second);
        Script end = sends(Messages.head("HTTP/1.1 404 Not Found", "Content-Length: 0"));
        return Scripts.perConnection(one, two, end);
    }

    private static Script sends(String response) {
        return (wire, number) -> {
            wire.readRequest();
            wire.send(response);
            wire.close();
        };
    }

    @Test
    void aLineForWhateverBeginsEndsOrHangs() {
        try (ScriptedOrigin console = ScriptedOrigin.start(broken(STATE + OPENED + HUNG, ENDED))) {
            int code = watch(console.authority());

            assertThat(code).isEqualTo(ExitCode.NO_CONSOLE.code());
            assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst("^\\S+ ", "")))
                    .containsExactly(
                            "Clearhop 1 on 127.0.0.1:8080 dumb",
                            "c7 opened  by client 127.0.0.1:4 to 127.0.0.1:8080 dumb",
                            "x3 begins  c7#1 GET http://o/a",
                            out.toString(StandardCharsets.UTF_8)
                                    .lines()
                                    .filter(line -> line.contains("hangs"))
                                    .findFirst()
                                    .orElseThrow()
                                    .replaceFirst("^\\S+ ", ""),
                            "c7 closed  by the origin: The origin has closed. (1 exchanges)",
                            "x3 ends    c7#1 GET http://o/a 200 in 7.5 ms, relayed");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("x3 hangs   The origin waits. Ends in ")
                    .contains("(origin: Keep-Alive: timeout=5)")
                    .doesNotContain("\u001b");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("lost the console")
                    .contains("answers 404");
        }
    }

    @Test
    void itComesBackWhereItBrokeOffAndShowsItsToken() {
        try (ScriptedOrigin console = ScriptedOrigin.start(broken(STATE + OPENED, ENDED))) {
            watch(console.uri("/"));

            Request first = console.requests().get(0);
            assertThat(first.target()).isEqualTo("/api/events");
            assertThat(first.field("Authorization")).isEqualTo("Bearer t-o-k-e-n");
            assertThat(first.hasField("Last-Event-ID")).isFalse();
            assertThat(console.requests().get(1).field("Last-Event-ID")).isEqualTo("5-2");
            assertThat(console.requests().get(2).field("Last-Event-ID")).isEqualTo("5-4");
        }
    }

    @Test
    void aPlayOfTheLabIsForThePageAlone() {
        String lab = "event: lab\ndata: {\"version\":1}\n\n";
        try (ScriptedOrigin console = ScriptedOrigin.start(broken(STATE + lab, ENDED))) {
            watch("--json", console.authority());

            assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        }
    }

    @Test
    void jsonIsPassedAsItIs() {
        try (ScriptedOrigin console = ScriptedOrigin.start(broken(STATE, ENDED))) {
            watch("--json", console.authority());

            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("{\"version\":1,");
        }
    }

    @Test
    void withoutAConsoleItSaysSoAndEnds() {
        assertThat(watch("127.0.0.1:1")).isEqualTo(ExitCode.NO_CONSOLE.code());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("clearhop: no console answers at http://127.0.0.1:1/ (")
                .hasLineCount(1);
    }

    @Test
    void aConsoleThatWantsATokenIsNotAskedAgain() {
        String refusal = Messages.head("HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Bearer", "Content-Length: 0");
        try (ScriptedOrigin console = ScriptedOrigin.start(sends(refusal))) {
            assertThat(watch(console.authority())).isEqualTo(ExitCode.NO_CONSOLE.code());
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("CLEARHOP_CONSOLE_TOKEN");
        }
    }

    @Test
    void whatIsNoAddressIsAMistakeOfUsage() {
        assertThat(watch("ftp://x/")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'ftp://x/' is no address of a console");
    }
}
