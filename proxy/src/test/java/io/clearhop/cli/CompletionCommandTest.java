package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void printsAScript(String shell) {
        Typed typed = Typed.type("completion " + shell);

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).contains("complete -F").contains("ZSH_VERSION").contains("--origin-max-lifetime");
    }

    @ParameterizedTest
    @CsvSource({
        "clearhop --connect-t, --connect-timeout",
        "clearhop comp, completion",
        "clearhop config ch, check",
        "clearhop run --du, --dumb",
        "clearhop completion z, zsh"
    })
    void bashCompletesWhatWasBegun(String typed, String completed) throws Exception {
        assertThat(complete(typed)).containsExactly(completed);
    }

    @ParameterizedTest
    @CsvSource({
        "clearhop --transport ' ', auto epoll kqueue nio",
        "clearhop --access-log ' ', hop combined json squid off"
    })
    void bashOffersTheWordsThatAnOptionTakes(String typed, String offered) throws Exception {
        assertThat(complete(typed)).containsExactly(offered.split(" ", -1));
    }

    /** What bash would offer after the Tab key. */
    private String[] complete(String typed) throws IOException, InterruptedException {
        Path bash = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(bash), "no bash here");
        Path script = Files.writeString(
                directory.resolve("completion"), Typed.type("completion bash").out());
        // compopt works only where bash itself asks for completions.
        String ask = "source " + script + "; compopt() { :; }; COMP_WORDS=(" + typed.replace("' '", "''")
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_clearhop; echo \"${COMPREPLY[@]}\"";
        Process process = new ProcessBuilder(bash.toString(), "--norc", "-c", ask).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(err).isEmpty();
        return out.strip().split("\\s+", -1);
    }
}
