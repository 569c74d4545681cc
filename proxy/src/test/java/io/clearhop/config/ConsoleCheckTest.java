package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console is for those alone who may see what everybody does. */
class ConsoleCheckTest {
    private static final String TOKEN = "console-token=0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console=off",
                "console=127.0.0.1:0",
                "console=[::1]:9",
                "console=localhost:9 " + TOKEN,
                "console=0.0.0.0:9 " + TOKEN,
                "console=0.0.0.0:9 console-token=random",
                "console=127.0.0.1:8080 listen=127.0.0.1:0"
            })
    void whoMaySeeItIsSaidOrNotNeeded(String flags) throws BadConfiguration {
        assertThat(ConfigReader.read(List.of(flags(flags))).listeners()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "console=0.0.0.0:9 | --console '0.0.0.0:9' can be reached from other machines, and shows what everybody does;"
                        + " add --console-token-file console-token",
                "console=proxy.lan:9 | --console 'proxy.lan:9' can be reached from other machines, and shows what everybody"
                        + " does; add --console-token-file console-token",
                "console=127.0.0.1:8080 | --console '127.0.0.1:8080' is where the proxy listens; give it a port of its own",
                "console=off " + TOKEN
                        + " | --console-token '***' has no effect, because there is no console; give console an address, or"
                        + " leave this out",
                "console=here | --console 'here' names no port; give HOST:PORT, such as 127.0.0.1:8081",
            })
    void whatIsForgottenIsToldWithTheFix(String flags, String message) {
        BadConfiguration bad =
                catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(flags(flags))));
        assertThat(bad.problems()).extracting(Problem::text).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcde", "0123456789abcdef!", "0123456789 abcdef", "0123456789abcdéf"})
    void aTokenIsLongAndPlainAndNeverRepeated(String token) {
        BadConfiguration bad = catchThrowableOfType(
                BadConfiguration.class, () -> ConfigReader.read(List.of(layer("console-token", token))));
        assertThat(bad.problems()).hasSize(1);
        assertThat(bad.problems().get(0).text())
                .contains("is no token; give 16 to 256")
                .doesNotContain(token);
    }

    @Test
    void aRandomTokenIsAnotherOneEachTimeAndIsAnnounced() throws BadConfiguration {
        ConsoleSettings one =
                ConfigReader.read(List.of(layer("console-token", "random"))).console();
        ConsoleSettings other =
                ConfigReader.read(List.of(layer("console-token", "random"))).console();
        assertThat(one.token()).matches("[0-9a-f]{32}").isNotEqualTo(other.token());
        assertThat(one.announced()).isTrue();
        assertThat(ConfigReader.read(List.of(flags(TOKEN))).console().announced())
                .isFalse();
    }

    private static Layer flags(String flags) {
        List<Given> given = new ArrayList<>();
        for (String flag : flags.split(" ", -1)) {
            given.addAll(layer(flag.replaceFirst("=.*", ""), flag.replaceFirst("^[^=]*=", ""))
                    .given());
        }
        return new Layer(given, List.of());
    }

    private static Layer layer(String key, String value) {
        Setting<?> setting = Settings.find(key).orElseThrow();
        return new Layer(List.of(new Given(setting, value, new Place.CommandLine(setting.flag(), false))), List.of());
    }
}
