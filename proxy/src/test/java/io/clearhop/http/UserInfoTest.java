package io.clearhop.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserInfoTest {
    @ParameterizedTest
    @CsvSource({
        "http://user:geheim@o.test/, user:geheim",
        "http://user@o.test, user",
        "https://a@b@o.test/?c@d, a@b",
        "user:geheim@o.test:443, user:geheim",
        "http://o.test/a@b, ''",
        "http://o.test?a@b, ''",
        "http://o.test#a@b, ''",
        "/a//b@c, ''",
        "@o.test, ''",
        "http://@o.test, ''",
        "o.test:443, ''",
        "'', ''",
    })
    void itStandsBeforeTheLastAtSignOfTheAuthority(String uri, String user) {
        byte[] text = uri.getBytes(ISO_8859_1);

        UserInfo found = UserInfo.find(text, 0, text.length);

        assertThat(uri.substring(found.start(), found.end())).isEqualTo(user);
        assertThat(found.isThere()).isEqualTo(!user.isEmpty());
    }

    @Test
    void aPartOfATextIsLookedAtAlone() {
        byte[] text = "x@y http://u@o z@w".getBytes(ISO_8859_1);

        assertThat(UserInfo.find(text, 4, 14)).isEqualTo(new UserInfo(11, 12));
    }
}
