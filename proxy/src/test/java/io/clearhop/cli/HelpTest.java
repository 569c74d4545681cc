package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.Setting;
import io.clearhop.config.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    static final List<Setting<?>> ALL = Settings.ALL;

    private final Typed help = Typed.type("--help");

    @ParameterizedTest
    @FieldSource("ALL")
    void helpMentionsEverySettingWithItsDefault(Setting<?> setting) {
        String joined = help.out().replaceAll("\\s+", " ");

        assertThat(joined).contains(setting.flag() + " " + setting.type().placeholder() + " ");
        assertThat(joined).contains(setting.explanation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "run --help",
                "help",
                "help run",
                "config --help",
                "config check --help",
                "completion --help",
                "lab --help",
                "origin --help",
                "client --help",
                "pac --help",
                "help config"
            })
    void helpGoesToStdoutFits80ColumnsAndEndsWith0(String words) {
        Typed typed = Typed.type(words);

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void helpHasExamplesShorthandsAndCommands() {
        assertThat(help.out())
                .contains("clearhop --smart --dumb    smart on port 8080, dumb on 8082 beside it")
                .contains("curl -v -x http://127.0.0.1:8080 http://example.com/")
                .contains("--smart, --dumb")
                .contains("--config FILE")
                .contains("  completion  ");
    }

    @Test
    void helpExplainsEveryExitCode() {
        for (ExitCode code : ExitCode.values()) {
            assertThat(help.out()).containsPattern("(?m)^ +" + code.code() + " {2,}\\S");
        }
    }

    @Test
    void helpOfRunAndHelpOfTheProgramListTheSameOptions() {
        assertThat(options(Typed.type("run --help"))).isEqualTo(options(help));
    }

    private static String options(Typed typed) {
        return typed.out()
                .substring(typed.out().indexOf("Listening"), typed.out().indexOf("General"));
    }
}
