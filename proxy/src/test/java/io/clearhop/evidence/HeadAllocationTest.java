package io.clearhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.clearhop.forward.FieldDecisions;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.OwnFields;
import io.clearhop.forward.Via;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Heads;
import io.clearhop.http.KnownLines;
import io.clearhop.http.MaxForwards;
import io.clearhop.http.Method;
import io.clearhop.http.RequestTarget;
import io.clearhop.http.UpgradePolicy;
import io.clearhop.http.UpgradeProtocols;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Reading a head and writing the one that is sent allocates nothing. The bytes that the thread has allocated are counted,
 * not guessed from collections, and no compiler has to remove an object for it.
 */
class HeadAllocationTest {
    private static final int BATCHES = 30;
    private static final int BATCH = 50;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Watching for leaks would allocate.
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    private final ByteBuf in = allocator.directBuffer(4096);
    private final ByteBuf out = allocator.directBuffer(4096);

    private final HopAwareForwarder forwarder = new HopAwareForwarder(new Via("clearhop"), false);
    private final ConnectionOptions options = new ConnectionOptions();
    private final BodyFraming framing = new BodyFraming();
    private final RequestTarget target = new RequestTarget();

    @AfterEach
    void release() {
        in.release();
        out.release();
    }

    @Test
    void aRequestHeadPassesWithoutAllocation() {
        HeadParser parser = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS, new KnownLines());
        receive(
                "GET http://origin.test:8000/path?query HTTP/1.1",
                "Host: origin.test:8000",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
                "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Encoding: gzip, deflate",
                "Accept-Language: en-GB,en;q=0.9",
                "Cache-Control: max-age=0",
                "Cookie: session=0123456789abcdef0123456789abcdef",
                "Referer: http://origin.test/",
                "Upgrade-Insecure-Requests: 1",
                "Proxy-Connection: keep-alive");

        assertThat(allocated(() -> forwardRequest(parser))).isZero();
        assertThat(Heads.text(out)).startsWith("GET /path?query HTTP/1.1\r\n").endsWith("Via: 1.1 clearhop\r\n\r\n");
    }

    @Test
    void aResponseHeadPassesWithoutAllocation() {
        HeadParser parser = new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS, new KnownLines());
        receive(
                "HTTP/1.1 200 OK",
                "Server: nginx/1.22.1",
                "Date: Sat, 21 Nov 2026 15:48:40 GMT",
                "Content-Type: text/html; charset=utf-8",
                "Content-Length: 1024",
                "Connection: keep-alive",
                "ETag: \"6560a1b0-400\"");

        assertThat(allocated(() -> forwardResponse(parser))).isZero();
        assertThat(Heads.text(out)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("Via: 1.1 clearhop\r\n\r\n");
    }

    @Test
    void aChunkedBodyIsReadWithoutAllocation() {
        BodyReader reader = new BodyReader(HeadParser.Kind.RESPONSE_TRAILERS, HeadLimits.DEFAULTS);
        in.writeBytes(Heads.bytes("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n"));

        assertThat(allocated(() -> read(reader))).isZero();
        assertThat(reader.content()).isEqualTo(11);
    }

    private void receive(String... lines) {
        in.writeBytes(Heads.bytes(Heads.lines(lines)));
    }

    /** What {@code client.RequestDispatch} does with each request for an origin. */
    private void forwardRequest(HeadParser parser) {
        out.clear();
        parser.reset();
        parser.parse(in);
        options.read(parser.head());
        framing.ofRequest(parser.head());
        target.read(parser.head());
        boolean odd = MaxForwards.isInvalid(parser.head())
                || MaxForwards.of(parser.head()) == 0
                || forwarder.via().hasSigned(parser.head());
        if (odd) {
            throw new AssertionError("an ordinary request is none");
        }
        UpgradeProtocols offer = UpgradeProtocols.offered(parser.head(), options, UpgradePolicy.ALLOW);
        forwarder.request(parser.head(), target, options, framing, offer, out, FieldDecisions.NONE);
    }

    private void forwardResponse(HeadParser parser) {
        out.clear();
        parser.reset();
        parser.parse(in);
        options.read(parser.head());
        framing.ofResponse(parser.head(), Method.GET);
        forwarder.response(
                parser.head(),
                options,
                false,
                true,
                OwnFields.PROXY_KEEP_ALIVE,
                OwnFields.NOTHING,
                out,
                FieldDecisions.NONE);
    }

    private void read(BodyReader reader) {
        in.readerIndex(0);
        reader.begin(BodyFraming.Kind.CHUNKED, 0);
        while (!reader.isEnd()) {
            if (reader.next(in) == BodyReader.Run.MALFORMED) {
                throw new AssertionError(reader.fault());
            }
        }
    }

    /**
     * What the thriftiest of many batches has allocated. The JVM itself allocates a little now and then, when it has
     * loaded or compiled something; what each head costs is in every batch.
     */
    private long allocated(Runnable once) {
        long least = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < BATCH; i++) {
                once.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
