package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacCommandTest {
    @Test
    void withoutArgumentsItSendsEverythingToTheProxyOfThisMachine() {
        Typed typed = Typed.type("pac");

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).isEqualTo("""
                // Proxy auto-config, made by Clearhop.

                var PROXIES = "PROXY 127.0.0.1:8080";

                function FindProxyForURL(url, host) {
                  return PROXIES;
                }
                """);
    }

    @Test
    void itTakesProxiesForFailOverAndPatternsOneByOneOrWithCommas() {
        Typed typed = Typed.type("pac 127.0.0.1:8080 [::1]:8082 --or-direct --look-up --direct .example.org,10.0.0.0/8"
                + " --direct a.test --only *");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .contains("var PROXIES = \"PROXY 127.0.0.1:8080; PROXY [::1]:8082; DIRECT\";")
                .contains("var DIRECT = [\".example.org\", \"10.0.0.0/8\", \"a.test\"];")
                .contains("var ONLY = [\"*\"];")
                .contains("var LOOK_UP = true;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            value = {
                "pac http://a:1/ | PROXY 'http://a:1/' is a URL; give HOST:PORT without scheme and path, such as"
                        + " 127.0.0.1:8080",
                "pac a | PROXY 'a' names no port; give HOST:PORT, such as 127.0.0.1:8080",
                "pac a:0 | PROXY 'a:0' names no valid port; give 1 to 65535",
                "pac a;b:1 | PROXY 'a;b:1' names no valid host; give a host name or an IP address, such as 127.0.0.1:8080",
                "pac 0.0.0.0:8080 | PROXY '0.0.0.0:8080' is an address to listen on; give the one that browsers connect to",
                "pac a:1 a:1 | PROXY 'a:1' is given twice; give it once",
                "pac --direct a.test,x\"y | --direct 'x\"y' is no address, block or name; give one such as 10.0.0.0/8,"
                        + " example.org, *.example.org (names under it) or .example.org (both)",
                "pac --only 10.0.0.1/8 | --only '10.0.0.1/8' has bits behind its prefix; give 10.0.0.0/8 for the block, or"
                        + " the address alone",
                "pac --direct | --direct has no value; give CIDR|NAME"
            })
    void whatIsWrongIsSaidInOneLineWithTheFix(String words, String message) {
        assertThat(Typed.type(words)).isEqualTo(new Typed(2, "", "clearhop: " + message + System.lineSeparator()));
    }
}
