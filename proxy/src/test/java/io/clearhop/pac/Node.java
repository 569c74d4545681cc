package io.clearhop.pac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A JavaScript engine that is nobody's browser. */
final class Node {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Node() {}

    /**
     * Runs scripts, each in a world of its own, and tells the value that each ends with as text. They have the {@code
     * dnsResolve} of a PAC file, which knows these names.
     */
    static List<String> run(List<String> scripts, Map<String, String> names) throws IOException, InterruptedException {
        String program = """
                const vm = require("vm");
                const { scripts, names } = %s;
                const dnsResolve = name => name in names ? names[name] : null;
                console.log(JSON.stringify(scripts.map(script => String(vm.runInNewContext(script, { dnsResolve })))));
                """.formatted(JSON.writeValueAsString(Map.of("scripts", scripts, "names", names)));
        Process node = new ProcessBuilder(find(), "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        node.outputWriter(UTF_8).append(program).close();
        String out = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isZero();
        return List.of(JSON.readValue(out, String[].class));
    }

    private static String find() {
        String path = System.getenv("PATH");
        String found = Stream.of(path == null ? "" : path)
                .flatMap(all -> Stream.of(all.split(File.pathSeparator)))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (found.isEmpty() && "1".equals(System.getenv("CLEARHOP_REQUIRE_TOOLS"))) {
            Assertions.fail("node is not installed, and CLEARHOP_REQUIRE_TOOLS=1 allows no test to skip");
        }
        Assumptions.assumeFalse(found.isEmpty(), "node is not installed");
        return found;
    }
}
