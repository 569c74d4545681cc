package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            value = {
                "--lisen 127.0.0.1:1 | '--lisen' is no option; did you mean --listen?",
                "--connect_timeout=5s | '--connect_timeout' is no option; did you mean --connect-timeout?",
                "--frobnicate | '--frobnicate' is no option; clearhop --help shows all",
                "-x | '-x' is no option; clearhop --help shows all",
                "start | 'start' is no command; give run, watch, ready, lab, origin, client, pac, config, completion, man or help",
                "run again | 'again' is too much for clearhop run; leave it out",
                "config chek x | 'chek' is no command; give check",
                "--parent | --parent has no value; give HOST:PORT, such as 127.0.0.1:3128",
                "--parent --dumb | --parent has no value; give HOST:PORT, such as 127.0.0.1:3128",
                "--config | --config has no value; give FILE",
                "--via a --via b | --via is given twice; give it once",
                "config check | FILE is missing; give it at the end",
                "completion | SHELL is missing; give it at the end",
                "completion fish | there is no completion for 'fish'; give bash or zsh",
                "--dumb config | --dumb is for the proxy, not for clearhop config; leave one of the two out",
                "--connect-timeout 5 | --connect-timeout '5' is no duration; give a whole number with its unit (ms, s, m, h or d),"
                        + " such as 250ms or 5s, 1ms to 1d",
                "run --max-fields 99 | --max-fields '99' is out of range; give 100 to 10000",
                "--listen :8080 | --listen ':8080' names no host; give HOST:PORT, such as 127.0.0.1:8080 for this machine only, or"
                        + " 0.0.0.0:8080 for every network it is in",
                "--parent http://proxy:3128/ | --parent 'http://proxy:3128/' is a URL; give HOST:PORT without scheme and path, such as"
                        + " 127.0.0.1:3128",
                "--via= | --via '' is not a token (RFC 9110 section 5.6.2); give 1 to 64 letters, digits or !#$%&'*+-.^_`|~",
                "origin --delay soon | --delay 'soon' is no duration; give a whole number with its unit (ms, s, m, h or d), such as"
                        + " 250ms or 5s, 0 to 1h",
                "origin --length-error x | --length-error 'x' is no whole number; give -1073741824 to +1073741824",
                "origin --keep-alive maybe | --keep-alive 'maybe' is not known; give on, http10 or off",
                "origin --chunked on --length-error 1 | --length-error has no effect with --chunked, which sends no length; leave"
                        + " one of the two out",
                "client | URL is missing; give it at the end",
                "client ftp://x/ | 'ftp://x/' is no URL for this client; give http://HOST[:PORT]/PATH",
                "client --close --keep-alive x | --keep-alive and --close contradict each other; leave one out",
                "client --header x y | --header 'x' is no field line; give 'NAME: VALUE'",
                "lab --console 0.0.0.0:1 dumb-hang | --console 0.0.0.0:1 can be reached by other machines; give 127.0.0.1:1, or"
                        + " run the proxy with --console and --console-token",
                "lab --console dumb-hangg | 'dumb-hangg' is no scenario; did you mean dumb-hang?",
                "lab --console --times 2 dumb-hang | --times is not for --console; leave one of the two out",
                "--smart --dumb --listen h:1 | --listen 'h:1' names no mode while both smart and dumb are asked for; write smart=h:1"
                        + " or dumb=h:1",
                "--smart run --dumb --listen h:1 | --listen 'h:1' names no mode while both smart and dumb are asked for; write"
                        + " smart=h:1 or dumb=h:1",
                "--max-fields 1 --transport tin | --max-fields '1' is out of range; give 100 to 10000"
            })
    void aWrongCommandLineGetsOneLineWithTheFixAndCode2(String words, String message) {
        assertThat(Typed.type(words)).isEqualTo(new Typed(2, "", "clearhop: " + message + System.lineSeparator()));
    }

    @Test
    void anAtSignIsNoFileOfArguments() {
        assertThat(Typed.type("--via @x").err()).contains("--via '@x' is not a token");
    }

    @Test
    void aWrongEnvironmentVariableIsBadConfiguration() {
        Typed typed = Typed.type("", Map.of("CLEARHOP_EVENT_LOOPS", "many", "CLEARHOP_MAX_FIELDS", "1"));

        assertThat(typed.code()).isEqualTo(4);
        assertThat(typed.err().lines())
                .containsExactly(
                        "CLEARHOP_EVENT_LOOPS 'many' is no whole number; give 0 to 1024",
                        "CLEARHOP_MAX_FIELDS '1' is out of range; give 100 to 10000");
    }
}
