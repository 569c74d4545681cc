package io.clearhop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
    private static final Path FILE = Path.of("src/test/resources/io/clearhop/access/users.htpasswd");
    private static final String HASH = "$2y$04$jDOHDjmKSVivITNK2vzyJuFevpz25nSqQgVmV/zHq/3QbFQlqSYwi";

    @ParameterizedTest
    @CsvSource({
        "anna, secret, true",
        "anna, Secret, false",
        "anna, '', false",
        "anna, secretsecret, false",
        "Anna, secret, false",
        "nobody, secret, false",
        "'', secret, false",
        "böb, pä:ss wörd, true",
        "empty, '', true",
        "empty, x, false"
    })
    void whatHtpasswdWroteIsAccepted(String user, String password, boolean right) throws Exception {
        Users users = PasswordFile.parse(Files.readAllBytes(FILE)).users();

        assertThat(users.size()).isEqualTo(3);
        assertThat(users.accept(new BasicCredentials(user, password.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void allThreeNamesOfBcryptMeanTheSame(String prefix) {
        Users users = PasswordFile.parse(
                        ("a:" + HASH.replace("$2y$", prefix) + "\r\n").getBytes(StandardCharsets.UTF_8))
                .users();

        assertThat(users.accept(new BasicCredentials("a", "secret".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() {
        String file = String.join(
                "\n",
                "# users",
                "anna:" + HASH,
                "",
                "md5:$apr1$x$y",
                "sha:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "crypt:rl0uE2TkJ8CEk",
                "plain:hunter2",
                "sha2:$6$x$y",
                "short:$2y$10$abc",
                "nobody",
                ":" + HASH,
                "anna:" + HASH,
                "dear:" + HASH.replace("$04$", "$17$"),
                "cheap:" + HASH.replace("$04$", "$03$"));

        PasswordFile parsed = PasswordFile.parse(file.getBytes(StandardCharsets.UTF_8));

        assertThat(parsed.faults())
                .extracting(fault -> fault.line() + " " + fault.sentence())
                .containsExactly(
                        "4 has an MD5 hash for md5, and only bcrypt is taken; make the line with: htpasswd -nB md5",
                        "5 has an SHA-1 hash for sha, and only bcrypt is taken; make the line with: htpasswd -nB sha",
                        "6 has no hash that is known, perhaps crypt or plain text, for crypt, and only bcrypt is taken;"
                                + " make the line with: htpasswd -nB crypt",
                        "7 has no hash that is known, perhaps crypt or plain text, for plain, and only bcrypt is taken;"
                                + " make the line with: htpasswd -nB plain",
                        "8 has an SHA-2 hash for sha2, and only bcrypt is taken; make the line with: htpasswd -nB sha2",
                        "9 has a broken bcrypt hash for short, and only bcrypt is taken; make the line with: htpasswd -nB"
                                + " short",
                        "10 has no colon; make the line with: htpasswd -nB NAME",
                        "11 names no user; make the line with: htpasswd -nB NAME",
                        "12 names anna, who is in line 2 already; keep one of the two",
                        "13 has a bcrypt hash of cost 17 for dear; make it with a cost of 4 to 16, as in htpasswd -nBC 10"
                                + " dear",
                        "14 has a bcrypt hash of cost 3 for cheap; make it with a cost of 4 to 16, as in htpasswd -nBC 10"
                                + " cheap");
        assertThat(parsed.faults().toString()).doesNotContain("hunter2").doesNotContain("rl0uE2TkJ8CEk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nobody yet\n"})
    void aFileOfNobodyIsAMistake(String content) {
        assertThat(PasswordFile.parse(content.getBytes(StandardCharsets.UTF_8)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).startsWith("names no user, so nobody could use"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "anna:secret | anna | secret",
                "anna: | anna | ''",
                "anna:a:b | anna | a:b",
                "böb:ß | böb | ß",
                ":x | '' | x",
                "anna | - | -",
                "'' | - | -",
                "an\u0000na:x | - | -",
                "anna:x\ty | - | -",
                "anna:\u007f | - | -",
                "anna:\u0085 | - | -"
            })
    void credentialsAreUserAndPasswordWithAColonBetween(String text, @Nullable String user, @Nullable String password) {
        String value = "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        BasicCredentials credentials = BasicCredentials.parse(value);

        assertThat(credentials == null ? null : credentials.user()).isEqualTo(user);
        assertThat(credentials == null ? null : new String(credentials.password(), StandardCharsets.UTF_8))
                .isEqualTo(password);
        assertThat(BasicCredentials.parse(value.replace("Basic", "bASIC")) == null)
                .isEqualTo(user == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic x",
                "Basic !!!!",
                "Basic YTpi=",
                "Basic YTpi YTpi",
                "Basic /////w==",
                "Bearer YTpi",
                "Basic\tYTpi",
                "YTpi"
            })
    void whatIsNotBasicIsNone(String value) {
        assertThat(BasicCredentials.parse(value)).isNull();
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(new BasicCredentials("anna", "secret".getBytes(StandardCharsets.UTF_8)))
                .asString()
                .contains("anna")
                .doesNotContain("secret");
    }
}
