package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody thinks that something is set which is not. */
class EffectCheckTest {
    private static final String USERS = "auth-file=src/test/resources/io/clearhop/access/users.htpasswd";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parent-auth=u:secret | --parent-auth '***' has no effect, because there is no parent; add --parent"
                        + " 127.0.0.1:3128, or leave this out",
                "parent-bypass=a.test | --parent-bypass 'a.test' has no effect, because there is no parent; add --parent"
                        + " 127.0.0.1:3128, or leave this out",
                "auth-realm=team | --auth-realm 'team' has no effect, because nobody is asked for a password; add"
                        + " --auth-file users.htpasswd, or leave this out",
                "proxy-protocol-from=10.0.0.1 | --proxy-protocol-from '10.0.0.1' has no effect, because no listener reads"
                        + " PROXY headers; write ,proxy-protocol behind its address, or leave this out",
                "mode=dumb max-request-content=1m | --max-request-content '1m' has no effect, because every listener is"
                        + " dumb; listen with a smart one, or leave this out",
                "listen=dumb=127.0.0.1:1 " + USERS + " | --auth-file"
                        + " 'src/test/resources/io/clearhop/access/users.htpasswd' has no effect, because every listener is"
                        + " dumb; listen with a smart one, or leave this out",
                "record=off record-rate=5 | --record-rate '5' has no effect, because nothing is recorded; say --record on, or"
                        + " leave this out",
                "connect-port=443 connect-port=any | --connect-port 'any' contradicts the other values; give any alone, or"
                        + " name the ports"
            })
    void whatHasNoEffectIsToldWithWhatIsMissing(String flags, String message) {
        assertThat(problems(flags(flags))).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parent=a.test:1 parent-auth=u:p parent-bypass=b.test",
                "auth-realm=team " + USERS,
                "auth-realm=clearhop",
                "listen=127.0.0.1:1,proxy-protocol allow-client=::1 proxy-protocol-from=10.0.0.1",
                "mode=smart mode=dumb max-request-content=1m",
                "mode=dumb client-idle-timeout=5s tunnel-idle-timeout=5s max-clients=5 parent=a.test:1",
                "connect-port=443 connect-port=8443"
            })
    void whatHasItsEffectPasses(String flags) throws BadConfiguration {
        assertThat(ConfigReader.read(List.of(flags(flags))).listeners()).isNotEmpty();
    }

    @Test
    void aFileWhoseListenersAreOverruledNeedNotFit() throws BadConfiguration {
        Layer file = file(
                "listen = 127.0.0.1:1,proxy-protocol\nallow-client = ::1\nproxy-protocol-from = ::1\nreuse = never");

        assertThat(ConfigReader.read(List.of(flags("listen=dumb=127.0.0.1:2"), file))
                        .listeners())
                .hasSize(1);
        assertThat(ConfigReader.read(List.of(flags("mode=dumb"), Environment.read(Map.of("CLEARHOP_REUSE", "never"))))
                        .listeners())
                .hasSize(1);
    }

    @Test
    void inAFileAllIsToldInTheOrderOfItsLines() {
        assertThat(problems(file("parent-bypass = a.test\nlisten = 0.0.0.0:1\nparent-auth = u:secret")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("p.conf:1: parent-bypass 'a.test' has no effect"),
                        second -> assertThat(second).startsWith("p.conf:2: listen '0.0.0.0:1' can be reached"),
                        third -> assertThat(third)
                                .startsWith("p.conf:3: parent-auth '***' has no effect")
                                .endsWith("add the line parent = 127.0.0.1:3128, or leave this out"));
    }

    @Test
    void whatConcernsASmartListenerAloneIsASetting() {
        assertThat(Settings.ALL.stream().map(Setting::key).collect(Collectors.toSet()))
                .containsAll(EffectCheck.SMART_ALONE);
    }

    private static List<String> problems(Layer... layers) {
        BadConfiguration bad = catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(layers)));
        return bad.problems().stream().map(Problem::text).toList();
    }

    private static Layer file(String text) {
        return ConfigFile.parse("p.conf", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Layer flags(String words) {
        List<Given> given = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            int equals = word.indexOf('=');
            Setting<?> setting = Settings.find(word.substring(0, equals)).orElseThrow();
            given.add(new Given(setting, word.substring(equals + 1), new Place.CommandLine(setting.flag(), false)));
        }
        return new Layer(given, List.of());
    }
}
