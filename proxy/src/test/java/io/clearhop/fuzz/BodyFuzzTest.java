package io.clearhop.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clearhop.evidence.JettyReader;
import io.clearhop.evidence.ReadMessage;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.BodyForwarder.Mode;
import io.clearhop.http.BodyFraming.Kind;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any bytes as chunked content: the cuts do not matter, and what is forwarded ends for a second parser where it ends here. */
class BodyFuzzTest {
    private static final HeadLimits LIMITS = new HeadLimits(400, 200, 10);
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: o\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** How it ended, how many bytes it used, what was sent. */
    private record Forwarded(Run end, int used, long content, String sent) {}

    @DictionaryFile(resourcePath = "http.dict")
    @FuzzTest(maxDuration = "10s")
    void chunks(byte[] bytes) {
        Forwarded whole = forward(bytes, bytes.length, Mode.AS_IS);
        for (int step : new int[] {1, 2, 3, 7}) {
            assertThat(forward(bytes, step, Mode.AS_IS)).isEqualTo(whole);
        }
        JettyReader reader = JettyReader.ofRequests().feed(HEAD + whole.sent);
        List<ReadMessage> read = reader.complete();
        if (whole.end == Run.END) {
            assertThat(reader.fault()).isNull();
            assertThat(read).hasSize(1);
            String content = read.get(0).content();
            assertThat(content).isEqualTo(forward(bytes, 5, Mode.UNCHUNK).sent);
            assertThat(content.length()).isEqualTo(whole.content);
        } else {
            assertThat(read).isEmpty();
            assertThat(reader.end().complete()).isEmpty();
        }
    }

    private static Forwarded forward(byte[] bytes, int step, Mode mode) {
        BodyForwarder forwarder = new BodyForwarder(HeadParser.Kind.REQUEST_TRAILERS, LIMITS);
        forwarder.begin(Kind.CHUNKED, 0, mode);
        StringBuilder sent = new StringBuilder();
        int from = 0;
        for (int to = Math.min(step, bytes.length); ; to = Math.min(to + step, bytes.length)) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes, from, to - from);
            Run run = forwarder.forward(in, part -> take(part, sent));
            from = to - in.readableBytes();
            if (run != Run.INCOMPLETE || to == bytes.length) {
                // Where a fault is found depends on the cuts, what has passed before it does not.
                return new Forwarded(run, run == Run.END ? from : 0, forwarder.content(), sent.toString());
            }
        }
    }

    private static void take(ByteBuf part, StringBuilder sent) {
        sent.append(part.toString(ISO_8859_1));
        part.release();
    }
}
