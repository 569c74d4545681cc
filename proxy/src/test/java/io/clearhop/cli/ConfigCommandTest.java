package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.DefaultConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path directory;

    @Test
    void configPrintsAFileThatConfigCheckCallsOk() throws IOException {
        Typed printed = Typed.type("config");
        assertThat(printed).isEqualTo(new Typed(0, DefaultConfigFile.text(), ""));

        Path file = Files.writeString(directory.resolve("printed.conf"), printed.out());

        assertThat(Typed.type("config check " + file))
                .isEqualTo(new Typed(0, file + ": ok" + System.lineSeparator(), ""));
    }

    @Test
    void configCheckListsEverythingThatIsWrongAndEndsWith4() throws IOException {
        Path good = Files.writeString(directory.resolve("good.conf"), "via = me\n");
        Path bad = Files.writeString(directory.resolve("bad.conf"), "vai = me\n\nmax-fields = 1\n");

        Typed typed = Typed.type("config check " + bad + " " + good);

        assertThat(typed.code()).isEqualTo(4);
        assertThat(typed.out()).isEqualTo(good + ": ok" + System.lineSeparator());
        assertThat(typed.err().lines())
                .containsExactly(
                        bad + ":1: 'vai' is no key; did you mean via?",
                        bad + ":3: max-fields '1' is out of range; give 100 to 10000");
    }

    @Test
    void aBadFileEndsRunWith4FromFlagAndFromEnvironment() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.conf"), "vai = me\n");
        Typed expected = new Typed(4, "", bad + ":1: 'vai' is no key; did you mean via?" + System.lineSeparator());

        assertThat(Typed.type("--config " + bad)).isEqualTo(expected);
        assertThat(Typed.type("run --config " + bad)).isEqualTo(expected);
        assertThat(Typed.type("", Map.of("CLEARHOP_CONFIG", bad.toString()))).isEqualTo(expected);
    }

    @Test
    void aFileThatCannotBeReadEndsWith4AndOneLine() {
        Path missing = directory.resolve("missing.conf");
        String line = "clearhop: cannot read " + missing
                + ": there is no such file; clearhop config prints one to begin with" + System.lineSeparator();

        assertThat(Typed.type("--config " + missing)).isEqualTo(new Typed(4, "", line));
        assertThat(Typed.type("config check " + missing)).isEqualTo(new Typed(4, "", line));
        assertThat(Typed.type("--config " + directory).err())
                .isEqualTo("clearhop: cannot read " + directory + ": it is a directory; give a file"
                        + System.lineSeparator());
    }
}
