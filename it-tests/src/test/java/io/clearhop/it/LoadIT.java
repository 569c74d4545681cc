package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many requests as wrk can send for some seconds, {@code CLEARHOP_LOAD_SECONDS} in the environment says for how many:
 * no error, and nothing left open afterwards.
 */
@Timeout(300)
class LoadIT {
    private static final int SECONDS = Integer.parseInt(System.getenv().getOrDefault("CLEARHOP_LOAD_SECONDS", "10"));
    private static final Pattern RESULT =
            Pattern.compile("clearhop requests=(\\d+) (connect=0 read=0 write=0 timeout=0 status=0)? ?(.*)");

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @AutoClose
    private Clearhop proxy;

    private ProcessFacts facts;
    private int baseline;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory).file("x", "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII));
        proxy = Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--origin-idle-timeout", "1s")
                .jvm("-Xmx64m"));
        facts = new ProcessFacts(proxy);
        // What is opened once and for all is open after a few requests of each kind.
        load(1, 4);
        load(1, 4, "Connection: close");
        Thread.sleep(1500);
        baseline = facts.descriptors();
    }

    @Test
    void noRequestFailsAndNothingStaysOpen() throws Exception {
        load(SECONDS / 2, 16);
        load(Math.max(1, SECONDS * 3 / 10), 500);
        load(Math.max(1, SECONDS / 5), 16, "Connection: close");
        facts.awaitDescriptors(baseline);
        assertThat(proxy.stderr()).isEqualTo(proxy.startLines());
    }

    private void load(int seconds, int connections, String... fields) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Tools.find("wrk"),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script().toString(),
                proxy.url(),
                nginx.url("/x")));
        command.addAll(List.of(fields));
        Ran wrk = Ran.of(new ProcessBuilder(command));
        assertThat(wrk.code()).as(wrk.errors() + wrk.text()).isZero();
        Matcher result = RESULT.matcher(wrk.out().get(wrk.out().size() - 1));
        assertThat(result.matches()).as(wrk.text()).isTrue();
        System.out.printf(
                "wrk, %3d connections %s: %s requests in %d s, %s%n",
                connections, String.join("", fields), result.group(1), seconds, result.group(3));
        assertThat(result.group(2)).as("no errors, but\n" + wrk.text()).isNotNull();
        assertThat(Long.parseLong(result.group(1))).isPositive();
    }

    private static Path script() throws URISyntaxException {
        return Path.of(LoadIT.class.getResource("absolute-form.lua").toURI());
    }
}
