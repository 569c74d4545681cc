package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int ready(Map<String, String> environment, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "ready";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Main.run(line, environment, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static ScriptedOrigin answering(String statusLine) {
        return ScriptedOrigin.start(Scripts.respond(Messages.head("HTTP/1.1 " + statusLine, "Content-Length: 0")));
    }

    @Test
    void aConsoleIsAskedWithoutAToken() {
        try (ScriptedOrigin console = answering("200 OK")) {
            Map<String, String> environment = Map.of("CLEARHOP_CONSOLE_TOKEN", "0123456789abcdef");
            assertThat(ready(environment, console.authority())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ready" + System.lineSeparator());
            assertThat(console.requests().get(0).target()).isEqualTo("/readyz");
            assertThat(console.requests().get(0).hasField("Authorization")).isFalse();
        }
    }

    @Test
    void aPathIsAskedForAsItIs() {
        try (ScriptedOrigin origin = answering("204 No Content")) {
            assertThat(ready(Map.of(), origin.uri("/echo"))).isZero();
            assertThat(origin.requests().get(0).target()).isEqualTo("/echo");
        }
    }

    @Test
    void withoutAUrlItIsTheConsoleOfTheEnvironmentReachedFromHere() {
        try (ScriptedOrigin console = answering("200 OK")) {
            String port = console.authority().replaceFirst(".*:", "");
            assertThat(ready(Map.of("CLEARHOP_CONSOLE", "0.0.0.0:" + port))).isZero();
        }
        assertThat(ready(Map.of("CLEARHOP_CONSOLE", "off"))).isEqualTo(ExitCode.NOT_READY.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CLEARHOP_CONSOLE is off");
    }

    @Test
    void whoStopsOrIsNotThereIsNotReady() {
        try (ScriptedOrigin console = answering("503 Service Unavailable")) {
            assertThat(ready(Map.of(), console.authority())).isEqualTo(ExitCode.NOT_READY.code());
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("clearhop: " + console.uri("/readyz") + " answers 503" + System.lineSeparator());
        }
        assertThat(ready(Map.of(), "127.0.0.1:1")).isEqualTo(ExitCode.NOT_READY.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("http://127.0.0.1:1/readyz does not answer (");
    }

    @Test
    void whatIsNoUrlIsSaidInALine() {
        assertThat(ready(Map.of(), "ftp://x/")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'ftp://x/' is no address of a console");
    }
}
