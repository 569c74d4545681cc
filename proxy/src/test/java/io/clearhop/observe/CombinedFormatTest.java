package io.clearhop.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CombinedFormatTest {
    private static final CombinedFormat FORMAT = new CombinedFormat(ZoneOffset.UTC);

    @Test
    void a_line_is_what_log_tools_read() {
        String request =
                "GET http://o.test/ HTTP/1.1\r\nHost: o.test\r\nuser-agent: curl/8\r\nReferer: http://p.test/\r\n\r\n";
        assertThat(Summaries.usual().request(request).as(FORMAT))
                .isEqualTo("127.0.0.1 - - [29/Feb/2024:12:34:56 +0000] \"GET http://o.test/ HTTP/1.1\" 200 1256 "
                        + "\"http://p.test/\" \"curl/8\"");
    }

    @Test
    void what_is_absent_is_a_dash() {
        assertThat(Summaries.usual().from(null).request("").as(FORMAT))
                .isEqualTo("- - - [29/Feb/2024:12:34:56 +0000] \"-\" 200 1256 \"-\" \"-\"");
    }

    @Test
    void no_client_can_end_a_quoted_part_or_a_line() {
        String request =
                "GET http://o.test/\"%0a HTTP/1.1\r\nUser-Agent: a\" \\ \u001b[2J\u0085b\r\nReferer:\u00fc\"\t\r\n\r\n";
        assertThat(Summaries.usual().request(request).as(FORMAT))
                .endsWith("\"GET http://o.test/\\\"%0a HTTP/1.1\" 200 1256 \"\\xfc\\\"\" \"a\\\" \\\\ \\x1b[2J\\x85b\"")
                .matches("[ -~]*");
    }

    @Test
    void times_are_written_in_the_given_zone() {
        assertThat(Summaries.usual().as(new CombinedFormat(ZoneId.of("Asia/Kolkata"))))
                .contains("[29/Feb/2024:18:04:56 +0530]");
    }

    @Test
    void an_address_stands_without_its_port() {
        assertThat(Summaries.usual().from(new InetSocketAddress("::1", 9)).as(FORMAT))
                .startsWith("0:0:0:0:0:0:0:1 - ");
    }
}
