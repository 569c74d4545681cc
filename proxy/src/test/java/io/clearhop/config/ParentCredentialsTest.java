package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParentCredentialsTest {
    @TempDir
    Path directory;

    /** RFC 7617 section 2: a user has no colon, a password may have some. */
    @Test
    void theFirstColonEndsTheUser() throws BadValue {
        assertThat(ParentCredentials.of("Aladdin:open:sesame").basic()).isEqualTo("Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", ":secret", "", "secret\u0001:x"})
    void noMessageRepeatsASecret(String text) {
        Setting<?> setting = Settings.find("parent-auth").orElseThrow();
        Given given = new Given(setting, text, new Place.CommandLine("--parent-auth", false));
        assertThatThrownBy(() -> ConfigReader.read(List.of(new Layer(List.of(given), List.of()))))
                .isInstanceOfSatisfying(
                        BadConfiguration.class,
                        bad -> assertThat(bad.problems().get(0).text())
                                .startsWith("--parent-auth '***' names no user and password")
                                .doesNotContain("secret"));
    }

    @Test
    void theConfigurationAsTextDoesNotShowThePassword() throws BadValue {
        ParentCredentials credentials = ParentCredentials.of("u:secret");
        assertThat(ProxyConfig.DEFAULTS
                        .with(b -> b.parentCredentials(credentials))
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void aFileHoldsOneLine() throws BadValue, IOException {
        Path file = Files.writeString(directory.resolve("auth"), "u:p\n");
        assertThat(ParentCredentials.read(file)).isEqualTo(new ParentCredentials("u", "p"));
        Files.writeString(file, "u:p\nmore\n");
        assertThatThrownBy(() -> ParentCredentials.read(file)).hasMessageContaining("holds 2 lines");
        assertThatThrownBy(() -> ParentCredentials.read(directory.resolve("none")))
                .hasMessageContaining("does not exist");
    }
}
