package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CombinedFormatTest {
    private static final CombinedFormat FORMAT = new CombinedFormat(ZoneOffset.UTC);

    @Test
    void aLineIsWhatLogToolsRead() {
        String request =
                "GET http://o.test/ HTTP/1.1\r\nHost: o.test\r\nuser-agent: curl/8\r\nReferer: http://p.test/\r\n\r\n";
        assertThat(Summaries.usual().request(request).as(FORMAT))
                .isEqualTo("127.0.0.1 - - [29/Feb/2024:12:34:56 +0000] \"GET http://o.test/ HTTP/1.1\" 200 1256 "
                        + "\"http://p.test/\" \"curl/8\"");
    }

    @Test
    void theThirdWordIsTheUser() {
        assertThat(Summaries.usual().user("anna").as(FORMAT)).startsWith("127.0.0.1 - anna [29/Feb/2024");
        assertThat(Summaries.usual().user("a b\" \u00f6\n").as(FORMAT))
                .startsWith("127.0.0.1 - a\\x20b\\\"\\x20\\xf6\\x0a [29");
        assertThat(Summaries.usual().user("").as(FORMAT)).startsWith("127.0.0.1 - - [29");
    }

    @Test
    void whatIsAbsentIsADash() {
        assertThat(Summaries.usual().from(null).request("").as(FORMAT))
                .isEqualTo("- - - [29/Feb/2024:12:34:56 +0000] \"-\" 200 1256 \"-\" \"-\"");
    }

    @Test
    void noClientCanEndAQuotedPartOrALine() {
        String request =
                "GET http://o.test/\"%0a HTTP/1.1\r\nUser-Agent: a\" \\ \u001b[2J\u0085b\r\nReferer:\u00fc\"\t\r\n\r\n";
        assertThat(Summaries.usual().request(request).as(FORMAT))
                .endsWith("\"GET http://o.test/\\\"%0a HTTP/1.1\" 200 1256 \"\\xfc\\\"\" \"a\\\" \\\\ \\x1b[2J\\x85b\"")
                .matches("[ -~]*");
    }

    @Test
    void timesAreWrittenInTheGivenZone() {
        assertThat(Summaries.usual().as(new CombinedFormat(ZoneId.of("Asia/Kolkata"))))
                .contains("[29/Feb/2024:18:04:56 +0530]");
    }

    @Test
    void anAddressStandsWithoutItsPort() {
        assertThat(Summaries.usual().from(new InetSocketAddress("::1", 9)).as(FORMAT))
                .startsWith("::1 - ");
    }
}
