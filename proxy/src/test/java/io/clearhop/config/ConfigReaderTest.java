package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @Test
    void nothingSaidGivesTheDefaults() throws BadConfiguration {
        assertThat(ConfigReader.read(List.of())).isEqualTo(ProxyConfig.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"flag, env, file, flag", ", env, file, env", ", , file, file", ", , , ''", "flag, , file, flag"})
    void aFlagCountsBeforeTheEnvironmentBeforeTheFileBeforeTheDefault(
            @Nullable String flag, @Nullable String env, @Nullable String file, String winner) throws BadConfiguration {
        ProxyConfig config = ConfigReader.read(List.of(
                flag == null ? Layer.empty() : flags("via=" + flag),
                env == null ? Layer.empty() : Environment.read(Map.of("CLEARHOP_VIA", env)),
                file == null ? Layer.empty() : file("via = " + file)));

        assertThat(config.via()).isEqualTo(winner);
    }

    @Test
    void tcpKeepAliveIsMeasuredInSeconds() throws BadConfiguration {
        assertThat(problems(flags("tcp-keep-alive=1500ms")))
                .containsExactly("--tcp-keep-alive '1500ms' has a fraction of a second, which no system measures; give"
                        + " whole seconds, such as 5s, or 0");
        assertThat(ConfigReader.read(List.of(flags("tcp-keep-alive=2000ms"))).tcpKeepAlive())
                .hasSeconds(2);
    }

    @Test
    void aHigherLayerReplacesAllValuesOfARepeatableSetting() throws BadConfiguration {
        ProxyConfig config =
                ConfigReader.read(List.of(flags("resolve=a=127.0.0.1"), file("resolve = a=::1\nresolve = b=::1")));

        assertThat(config.resolve()).containsOnlyKeys("a");
    }

    /** Two ways to say one thing: the higher layer decides, whichever of them it uses. */
    @ParameterizedTest
    @CsvSource({"flag, env", "env, file", "flag, file"})
    void aCredentialOfAHigherLayerReplacesTheFileOfALowerOneAndTheOtherWayRound(
            String high, String low, @TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("auth"), "in-file:p\n");
        assertThat(ConfigReader.read(List.of(in(high, "parent-auth", "direct:p"), in(low, "parent-auth-file", secret)))
                        .parentCredentials())
                .hasToString("direct:***");
        assertThat(ConfigReader.read(List.of(in(high, "parent-auth-file", secret), in(low, "parent-auth", "direct:p")))
                        .parentCredentials())
                .hasToString("in-file:***");
    }

    @Test
    void oneLayerThatGivesBothContradictsItselfEvenIfAFlagOverrulesIt(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("auth"), "in-file:p\n");
        Layer both = file("parent = p:1\nparent-auth = u:p\nparent-auth-file = " + secret);
        String message = "test.conf:3: parent-auth-file '" + secret
                + "' says once more what another setting says; give parent-auth or parent-auth-file";
        assertThat(problems(both)).containsExactly(message);
        assertThat(problems(flags("parent-auth=a:b"), both)).containsExactly(message);
    }

    private static Layer in(String layer, String key, Object value) {
        return switch (layer) {
            case "flag" -> flags("parent=p:1", key + "=" + value);
            case "env" ->
                Environment.read(Map.of(
                        "CLEARHOP_PARENT",
                        "p:1",
                        "CLEARHOP_" + key.toUpperCase(Locale.ROOT).replace('-', '_'),
                        value.toString()));
            default -> file("parent = p:1\n" + key + " = " + value);
        };
    }

    @Test
    void aBadValueInAFileIsReportedEvenIfAFlagOverrulesIt() {
        assertThat(problems(flags("via=good"), file("via = b a d")))
                .singleElement()
                .asString()
                .startsWith("test.conf:1: via 'b a d' is not a token");
    }

    @Test
    void problemsOfAllLayersComeTogetherFlagsFirst() {
        BadConfiguration bad = catchThrowableOfType(
                BadConfiguration.class,
                () -> ConfigReader.read(List.of(
                        flags("via=b d"),
                        Environment.read(Map.of("CLEARHOP_TRANSPORT", "tin")),
                        file("max-fields = 1"))));

        assertThat(bad.onCommandLine()).isTrue();
        assertThat(bad.problems())
                .extracting(Problem::text)
                .satisfiesExactly(
                        flag -> assertThat(flag).startsWith("--via 'b d' is not a token"),
                        env -> assertThat(env)
                                .isEqualTo("CLEARHOP_TRANSPORT 'tin' is not known; give auto, epoll, kqueue or nio"),
                        file -> assertThat(file).startsWith("test.conf:1: max-fields '1' is out of range"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | SMART 127.0.0.1:8080",
                "--smart | SMART 127.0.0.1:8080",
                "--dumb | DUMB 127.0.0.1:8080",
                "mode=dumb | DUMB 127.0.0.1:8080",
                "--smart --dumb | SMART 127.0.0.1:8080, DUMB 127.0.0.1:8082",
                "--dumb --smart --dumb | SMART 127.0.0.1:8080, DUMB 127.0.0.1:8082",
                "listen=127.0.0.1:1 | SMART 127.0.0.1:1",
                "--dumb listen=127.0.0.1:1 listen=[::1]:2 | DUMB 127.0.0.1:1, DUMB [::1]:2",
                "listen=127.0.0.1:1 listen=dumb=127.0.0.1:2 | SMART 127.0.0.1:1, DUMB 127.0.0.1:2",
                "--smart --dumb listen=smart=127.0.0.1:1 listen=dumb=127.0.0.1:2 | SMART 127.0.0.1:1, DUMB 127.0.0.1:2",
                "listen=127.0.0.1:0 listen=127.0.0.1:0 | SMART 127.0.0.1:0, SMART 127.0.0.1:0"
            })
    void modesAndListenValuesMakeTheListeners(@Nullable String flags, String listeners) throws BadConfiguration {
        ProxyConfig config = ConfigReader.read(List.of(flags(flags == null ? new String[0] : flags.split(" ", -1))));

        assertThat(config.listeners().stream()
                        .map(each -> each.mode() + " " + new HostPort(each.host(), each.port()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(listeners);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--smart --dumb listen=127.0.0.1:1 | --listen '127.0.0.1:1' names no mode while both smart and dumb are asked for; write smart=127.0.0.1:1"
                        + " or dumb=127.0.0.1:1",
                "--dumb listen=smart=127.0.0.1:1 | --dumb has no effect, because each listen value names another mode; write dumb=127.0.0.1:1 there",
                "listen=127.0.0.1:1 listen=dumb=127.0.0.1:1 | --listen 'dumb=127.0.0.1:1' is listened on already; give each address once",
                "parent=127.0.0.1:8080 | --parent '127.0.0.1:8080' is this proxy itself, which would call itself without end; give"
                        + " another one",
                "resolve=a=::1 resolve=A=::2 | --resolve 'A=::2' names a once more; give each name one address",
                "max-head-size=16000 | --max-head-size '16000' does not fit: a request line of max-request-line 16k is larger than a"
                        + " head of max-head-size 16000; lower the one or raise the other",
                "max-request-line=1m | --max-request-line '1m' does not fit: a request line of max-request-line 1m is larger than a"
                        + " head of max-head-size 64k; lower the one or raise the other"
            })
    void settingsThatContradictEachOtherAreRefused(String flags, String message) {
        assertThat(problems(flags(flags.split(" ", -1)))).containsExactly(message);
    }

    @Test
    void aModeInAFileMayBeLeftWithoutAListener() throws BadConfiguration {
        ProxyConfig config = ConfigReader.read(List.of(flags("listen=smart=127.0.0.1:1"), file("mode = dumb")));

        assertThat(config.listeners()).containsExactly(new Listener(ListenMode.SMART, "127.0.0.1", 1));
    }

    private static List<String> problems(Layer... layers) {
        BadConfiguration bad = catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(layers)));
        return bad.problems().stream().map(Problem::text).toList();
    }

    private static Layer file(String content) {
        return ConfigFile.parse("test.conf", content.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code key=value}, or {@code --smart} and {@code --dumb}. */
    private static Layer flags(String... words) {
        List<Given> given = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("--")) {
                given.add(new Given(Settings.MODE, word.substring(2), new Place.CommandLine(word, true)));
            } else {
                int equals = word.indexOf('=');
                Setting<?> setting = Settings.find(word.substring(0, equals)).orElseThrow();
                given.add(new Given(setting, word.substring(equals + 1), new Place.CommandLine(setting.flag(), false)));
            }
        }
        return new Layer(given, List.of());
    }
}
