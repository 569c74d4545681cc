package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No proxy is open to the world because somebody forgot a line. */
class AccessCheckTest {
    private static final String USERS = "auth-file=src/test/resources/io/clearhop/access/users.htpasswd";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen=127.0.0.1:1",
                "listen=127.9.9.9:1",
                "listen=localhost:1",
                "listen=[::1]:1",
                "listen=0.0.0.0:1 allow-client=10.0.0.0/8",
                "listen=[::]:1 allow-client=10.0.0.1",
                "listen=dumb=0.0.0.0:1 allow-client=10.0.0.0/8",
                "listen=0.0.0.0:1 " + USERS,
                "listen=127.0.0.1:1,proxy-protocol allow-client=10.0.0.0/8",
                USERS
            })
    void whoMayUseItIsSaidOrNotNeeded(String flags) throws BadConfiguration {
        assertThat(ConfigReader.read(List.of(flags(flags))).listeners()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen=0.0.0.0:1 | --listen '0.0.0.0:1' can be reached from other machines, and nothing says who may use it;"
                        + " add --allow-client 192.168.0.0/16 or --auth-file users.htpasswd",
                "listen=[::]:1 | --listen '[::]:1' can be reached from other machines, and nothing says who may use it;"
                        + " add --allow-client 192.168.0.0/16 or --auth-file users.htpasswd",
                "listen=proxy.lan:1 | --listen 'proxy.lan:1' can be reached from other machines, and nothing says who may use"
                        + " it; add --allow-client 192.168.0.0/16 or --auth-file users.htpasswd",
                "listen=localhost.example.org:1 | --listen 'localhost.example.org:1' can be reached from other machines, and"
                        + " nothing says who may use it; add --allow-client 192.168.0.0/16 or --auth-file users.htpasswd",
                "listen=dumb=0.0.0.0:1 listen=127.0.0.1:2 " + USERS
                        + " | --listen 'dumb=0.0.0.0:1' can be reached from other machines, and nothing says who may use it;"
                        + " add --allow-client 192.168.0.0/16 (a dumb proxy cannot ask for a password)",
                "listen=127.0.0.1:1,proxy-protocol | --listen '127.0.0.1:1,proxy-protocol' serves the clients that PROXY"
                        + " headers name, and nothing says who may use it; add --allow-client 192.168.0.0/16 or --auth-file"
                        + " users.htpasswd",
                "auth-file=nowhere.htpasswd | --auth-file 'nowhere.htpasswd' does not exist; make it with: htpasswd -cB"
                        + " nowhere.htpasswd NAME"
            })
    void whatIsForgottenIsToldWithTheOptionToAdd(String flags, String message) {
        assertThat(problems(flags(flags))).containsExactly(message);
    }

    @Test
    void inAFileAndInTheEnvironmentTheLineToAddIsOneOfTheirs() {
        assertThat(problems(ConfigFile.parse("p.conf", "listen = 0.0.0.0:1".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(
                        "p.conf:1: listen '0.0.0.0:1' can be reached from other machines, and nothing says who may"
                                + " use it; add the line allow-client = 192.168.0.0/16 or the line auth-file = users.htpasswd");
        assertThat(problems(Environment.read(Map.of("CLEARHOP_LISTEN", "0.0.0.0:1"))))
                .containsExactly(
                        "CLEARHOP_LISTEN '0.0.0.0:1' can be reached from other machines, and nothing says who may use"
                                + " it; add CLEARHOP_ALLOW_CLIENT=192.168.0.0/16 or CLEARHOP_AUTH_FILE=users.htpasswd");
    }

    @Test
    void everythingThatIsWrongInAFileOfUsersIsToldWithItsLine(@TempDir Path directory) throws Exception {
        Path users = Files.writeString(directory.resolve("users"), "anna\notto:{SHA}x\n");

        assertThat(problems(flags("auth-file=" + users)))
                .containsExactly(
                        users + ":1: has no colon; make the line with: htpasswd -nB NAME",
                        users
                                + ":2: has an SHA-1 hash for otto, and only bcrypt is taken; make the line with: htpasswd -nB"
                                + " otto");
    }

    private static List<String> problems(Layer... layers) {
        BadConfiguration bad = catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(layers)));
        return bad.problems().stream().map(Problem::text).toList();
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
