package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The {@code clearhop} script, from wherever it is called. */
@Timeout(120)
class LauncherIT {
    @TempDir
    Path elsewhere;

    @Test
    void itRunsTheJarFromAnotherDirectoryAndThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("hop"), launcher());
        Ran ran = Ran.of(command("--version").builder(List.of(link.toString())));
        assertThat(ran.code()).as(ran.errors()).isZero();
        assertThat(ran.out()).isEqualTo(ClearhopCommand.of("--version").run().out());
    }

    @Test
    void itBecomesTheProxySoThatSignalsReachItAndTakesOptionsForTheJvm() throws Exception {
        ProcessBuilder builder = command("--listen", "smart=127.0.0.1:0")
                .environment("CLEARHOP_JAVA_OPTS", "-Xmx64m -Dsome=thing")
                .builder(List.of(launcher().toString()));
        try (Clearhop proxy = Clearhop.start(builder)) {
            String running = ProcessHandle.of(proxy.pid())
                    .orElseThrow()
                    .info()
                    .commandLine()
                    .orElse("");
            assertThat(running)
                    .contains("java")
                    .contains("-Xmx64m -Dsome=thing")
                    .contains("clearhop.jar");
        }
    }

    private ClearhopCommand command(String... arguments) {
        return ClearhopCommand.of(arguments)
                .environment("JAVA_HOME", System.getProperty("java.home"))
                .directory(elsewhere);
    }

    private static Path launcher() {
        return ClearhopCommand.jar().resolve("../../../clearhop").normalize();
    }
}
