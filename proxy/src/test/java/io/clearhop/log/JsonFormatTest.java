package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.Outcome;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    private static final JsonFormat FORMAT = new JsonFormat();

    @Test
    void anExchangeIsOneObject() {
        assertThat(Summaries.usual().as(FORMAT))
                .isEqualTo("{\"time\":\"2024-02-29T12:34:56.000Z\",\"exchange\":7,\"client\":2,\"nth\":3,"
                        + "\"clientAddress\":\"127.0.0.1\",\"clientPort\":40312,"
                        + "\"method\":\"GET\",\"target\":\"http://o.test/\",\"protocol\":\"HTTP/1.1\",\"status\":200,"
                        + "\"originHost\":\"o.test\",\"originPort\":80,\"origin\":5,\"nthOfOrigin\":2,\"attempts\":1,"
                        + "\"requestBytes\":10,\"responseBytes\":1256,"
                        + "\"forwardedMs\":0.249,\"firstByteMs\":11.800,\"totalMs\":12.149,\"outcome\":\"forwarded\"}");
    }

    @Test
    void whatIsNotThereIsLeftOut() {
        assertThat(Summaries.usual()
                        .from(null)
                        .request("")
                        .to(null)
                        .origin(0, 0, 0)
                        .nanos(-1, -1, 5_000_000)
                        .ended(0, Outcome.ABANDONED, null)
                        .as(FORMAT))
                .isEqualTo("{\"time\":\"2024-02-29T12:34:56.000Z\",\"exchange\":7,\"client\":2,\"nth\":3,"
                        + "\"requestBytes\":10,\"responseBytes\":1256,\"totalMs\":5.000,\"outcome\":\"abandoned\"}");
    }

    @Test
    void bothHopsSayWhyTheyClose() {
        assertThat(Summaries.usual()
                        .closed(CloseReason.CLIENT_ASKED, CloseReason.ORIGIN_HTTP10)
                        .ended(502, Outcome.FAILED, "o.test said \"no\"\n\u2028")
                        .as(FORMAT))
                .endsWith("\"outcome\":\"failed\",\"clientClose\":\"client-asked\",\"originClose\":\"origin-http10\","
                        + "\"detail\":\"o.test said \\\"no\\\"\\u000a\\u2028\"}");
    }

    @Test
    void noPeerCanEndAStringOrTheLine() {
        String head =
                "GET http://o.test/\"},\\\u00fc HTTP/1.1\r\nUser-Agent: a\" \u001b[2J\u0085\r\nReferer: \"\r\n\r\n";
        assertThat(Summaries.usual().request(head).user("\"\\\n").as(FORMAT))
                .contains("\"user\":\"\\\"\\\\\\u000a\"")
                .contains("\"target\":\"http://o.test/\\\"},\\\\\\u00fc\"")
                .contains("\"userAgent\":\"a\\\" \\u001b[2J\\u0085\"")
                .contains("\"referer\":\"\\\"\"")
                .matches("[ -~]*");
    }

    @Test
    void anIPv6ClientIsAnAddressAndAPort() {
        assertThat(Summaries.usual().from(new InetSocketAddress("::1", 9)).as(FORMAT))
                .contains("\"clientAddress\":\"::1\",\"clientPort\":9,");
    }
}
