package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private final Secrets secrets = new Secrets(false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Basic dTpw | Authorization: Basic ****",
                "authorization: dTpw | authorization: ****",
                "AUTHORIZATION:Bearer a.b-c | AUTHORIZATION:Bearer *****",
                "Proxy-Authorization: Digest username=\"u\", x=y | Proxy-Authorization: Digest ************* ***",
                "Cookie: a=1; session=geheim; b= | Cookie: a=*; session=******; b=",
                "Cookie: nameless | Cookie: ********",
                "Set-Cookie: id=geheim; Path=/; HttpOnly | Set-Cookie: id=******; Path=/; HttpOnly",
                "Set-Cookie : id=geheim | Set-Cookie : id=******",
                "X-Cookie: a=b | X-Cookie: a=b",
                "Referer: http://user:geheim@o.test/x | Referer: http://***********@o.test/x",
                "Location: http://o.test/a@b | Location: http://o.test/a@b",
                "Content-Location: https://u@o.test/ | Content-Location: https://*@o.test/",
                "Host: user:geheim@o.test:80 | Host: ***********@o.test:80",
                "Authorization | Authorization",
                "Authorization: | Authorization:",
            })
    void secretsBecomeAsterisksAndWhatNamesThemStays(String line, String masked) {
        assertThat(mask("GET / HTTP/1.1\r\n" + line + "\r\nX: y\r\n\r\n"))
                .isEqualTo("GET / HTTP/1.1\r\n" + masked + "\r\nX: y\r\n\r\n");
        assertThat(secrets.mask(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET http://user:geheim@o.test/x@y HTTP/1.1 | GET http://***********@o.test/x@y HTTP/1.1",
                "GET http://user@o.test HTTP/1.1 | GET http://****@o.test HTTP/1.1",
                "GET http://a@b@o.test/ HTTP/1.1 | GET http://***@o.test/ HTTP/1.1",
                "GET http://o.test/a@b HTTP/1.1 | GET http://o.test/a@b HTTP/1.1",
                "GET /a//b@c HTTP/1.1 | GET /a//b@c HTTP/1.1",
                "GET / HTTP/1.1 | GET / HTTP/1.1",
                "HTTP/1.1 200 a@b | HTTP/1.1 200 a@b",
                "x | x",
                "//a@b | //a@b",
                "CONNECT o.test:443 HTTP/1.1 | CONNECT o.test:443 HTTP/1.1",
                "CONNECT user:geheim@o.test:443 HTTP/1.1 | CONNECT ***********@o.test:443 HTTP/1.1",
                "CONNECT user:geheim@o.test:443 | CONNECT ***********@o.test:443",
            })
    void whoIsNamedInATargetIsNotShown(String line, String masked) {
        assertThat(mask(line + "\r\nX: y\r\n\r\n")).isEqualTo(masked + "\r\nX: y\r\n\r\n");
    }

    @Test
    void aFoldedLineIsMaskedToItsEnd() {
        assertThat(mask("HTTP/1.1 200 OK\r\nAuthorization: Basic\r\n dTpw\r\n x\r\n\r\n"))
                .isEqualTo("HTTP/1.1 200 OK\r\nAuthorization: Basic\r\n ****\r\n *\r\n\r\n");
    }

    @Test
    void whatFollowsTheHeadIsLeftAlone() {
        assertThat(mask("GET / HTTP/1.1\r\n\r\nCookie: a=b\r\n")).isEqualTo("GET / HTTP/1.1\r\n\r\nCookie: a=b\r\n");
    }

    @Test
    void aHeadWithoutSecretsIsNotCopiedAndTheReceivedOneNeverChanged() {
        byte[] plain = bytes("GET / HTTP/1.1\r\nHost: o.test\r\nX: y\r\n\r\n");
        assertThat(secrets.mask(plain)).isSameAs(plain);
        byte[] received = bytes("GET / HTTP/1.1\r\nCookie: a=b\r\n\r\n");
        secrets.mask(received);
        assertThat(received).isEqualTo(bytes("GET / HTTP/1.1\r\nCookie: a=b\r\n\r\n"));
    }

    @Test
    void aHeadThatEndsInTheMiddleOfASecretIsMasked() {
        assertThat(mask("GET / HTTP/1.1\r\nCookie: a=gehe")).isEqualTo("GET / HTTP/1.1\r\nCookie: a=****");
    }

    @Test
    void whoAsksForThemSeesThem() {
        Secrets shown = new Secrets(true);
        assertThat(shown.areMasked()).isFalse();
        assertThat(shown.mask("Cookie: a=b")).isEqualTo("Cookie: a=b");
    }

    private String mask(String head) {
        return new String(secrets.mask(bytes(head)), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
