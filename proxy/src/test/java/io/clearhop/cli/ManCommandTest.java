package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearhop.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManCommandTest {
    private final Typed man = Typed.type("man");

    @Test
    void thePageHasEverySettingEveryCommandAndTheExitCodes() {
        assertThat(man.code()).isZero();
        assertThat(man.err()).isEmpty();
        assertThat(man.out())
                .startsWith(".TH \"CLEARHOP\" 1 \"\" \"clearhop (development)\"\n.SH \"NAME\"\n")
                .contains(
                        "\\fI\\-\\-json\\fR".replace("fI", "fB"), "\\fICIDR|NAME\\fR", ".SS \"clearhop config check\"")
                .doesNotContain("rehearse");
        Settings.ALL.forEach(setting ->
                assertThat(man.out()).contains("\\fB" + setting.flag().replace("-", "\\-") + "\\fR"));
    }

    @Test
    void itsMarkupIsValid() throws Exception {
        Path groff = Path.of("/usr/bin/groff");
        assumeTrue(Files.isExecutable(groff), "no groff here");
        Process process = new ProcessBuilder(groff.toString(), "-man", "-Tascii", "-ww", "-z")
                .redirectErrorStream(true)
                .start();
        process.outputWriter().append(man.out()).close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
    }
}
