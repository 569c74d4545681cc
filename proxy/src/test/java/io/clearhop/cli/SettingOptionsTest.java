package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.Given;
import io.clearhop.config.Place;
import io.clearhop.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

class SettingOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "--listen a:1 --listen b:2, listen=a:1 listen=b:2",
        "--listen a:1 run --listen b:2, listen=a:1 listen=b:2",
        "--via=me --listen a:1 --parent p:1 --listen=b:2, via=me listen=a:1 listen=b:2 parent=p:1",
        "--smart --dumb, mode=smart mode=dumb",
        "run --dumb, mode=dumb",
        "--mode dumb --mode smart, mode=dumb mode=smart",
        "run, ''"
    })
    void optionsBeforeAndAfterRunAreValuesOfSettings(String typed, String values) {
        String found = String.join(
                " ",
                SettingOptions.layer(parse(typed)).given().stream()
                        .map(given -> given.setting().key() + "=" + given.text())
                        .toList());

        assertThat(found).isEqualTo(values);
    }

    @Test
    void anErrorNamesTheOptionThatWasTyped() {
        assertThat(SettingOptions.layer(parse("--dumb --mode smart")).given())
                .containsExactly(
                        new Given(Settings.MODE, "dumb", new Place.CommandLine("--dumb", true)),
                        new Given(Settings.MODE, "smart", new Place.CommandLine("--mode", false)));
    }

    @ParameterizedTest
    @CsvSource({"--config x, x", "run --config x, x", "--config x run --config y, y"})
    void theFileMayBeNamedBeforeOrAfterRun(String typed, String file) {
        assertThat(SettingOptions.configFile(parse(typed))).contains(Path.of(file));
    }

    private static ParseResult parse(String typed) {
        Terminal terminal = new Terminal(Map.of(), System.out, System.err);
        return CommandTree.create(terminal).parseArgs(typed.split(" ", -1));
    }
}
