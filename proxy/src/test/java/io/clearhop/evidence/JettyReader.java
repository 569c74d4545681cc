package io.clearhop.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.slf4j.LoggerFactory;

/** Reads the messages of one direction of a connection with Jetty's parser, as strictly as it can. */
public final class JettyReader {
    private static final String EARLY_EOF = "Early EOF";

    private final List<ReadMessage> messages = new ArrayList<>();
    /** The method that a response answers, by the number of final responses before it; null for a reader of requests. */
    private final Function<Integer, String> methods;

    private final HttpParser parser;
    private final List<String> fields = new ArrayList<>();
    private final List<String> trailers = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private String start;
    private int finals;
    private boolean ended;
    private boolean tunnel;
    private String fault;

    static {
        // It would tell the log of every message that it refuses.
        ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.OFF);
    }

    private JettyReader(Function<Integer, String> methods) {
        this.methods = methods;
        Handler handler = new Handler();
        parser = methods == null
                ? new HttpParser((HttpParser.RequestHandler) handler, 1 << 20, HttpCompliance.STRICT)
                : new HttpParser((HttpParser.ResponseHandler) handler, 1 << 20, HttpCompliance.STRICT);
        parser.setHeaderCacheSize(0);
    }

    /** A reader of what an origin receives. */
    public static JettyReader ofRequests() {
        return new JettyReader(null);
    }

    /** A reader of what a client receives; {@code methods} tells what was asked first, second and so on. */
    public static JettyReader ofResponses(Function<Integer, String> methods) {
        return new JettyReader(methods);
    }

    /** Takes more bytes. */
    public JettyReader feed(String bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
        while (in.hasRemaining() && fault == null && !tunnel) {
            begin();
            int before = in.remaining();
            parser.parseNext(in);
            if (!endIfComplete() && in.remaining() == before) {
                fault = fault == null ? "no progress in state " + parser : fault;
            }
        }
        return this;
    }

    private void begin() {
        if (parser.isStart() && methods != null) {
            parser.setHeadResponse("HEAD".equals(methods.apply(finals)));
        }
    }

    /** The connection was closed. */
    public JettyReader end() {
        if (fault == null && !tunnel) {
            parser.atEOF();
            try {
                parser.parseNext(ByteBuffer.allocate(0));
            } catch (AssertionError e) {
                // An end in some states surprises it; what has begun stays incomplete.
            }
            endIfComplete();
        }
        return this;
    }

    /** The messages, the last one perhaps not complete. */
    public List<ReadMessage> messages() {
        List<ReadMessage> all = new ArrayList<>(messages);
        if (start != null) {
            all.add(message(false));
        }
        return all;
    }

    /** Those that are complete. */
    public List<ReadMessage> complete() {
        return List.copyOf(messages);
    }

    /** What is wrong with the bytes, or null. */
    public String fault() {
        return fault;
    }

    private boolean endIfComplete() {
        if (!ended) {
            return false;
        }
        ReadMessage read = message(true);
        messages.add(read);
        if (methods != null && !read.isInterim()) {
            boolean opened = "CONNECT".equals(methods.apply(finals)) && start.startsWith("2");
            tunnel = opened || start.startsWith("101 ");
            finals++;
        }
        start = null;
        fields.clear();
        trailers.clear();
        content.setLength(0);
        ended = false;
        parser.reset();
        return true;
    }

    private ReadMessage message(boolean complete) {
        return new ReadMessage(start, List.copyOf(fields), content.toString(), List.copyOf(trailers), complete);
    }

    private final class Handler implements HttpParser.RequestHandler, HttpParser.ResponseHandler {
        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            start = method + " " + uri;
        }

        @Override
        public void startResponse(HttpVersion version, int status, String reason) {
            start = status + " " + (reason == null ? "" : reason);
        }

        @Override
        public void parsedHeader(HttpField field) {
            fields.add(line(field));
        }

        @Override
        public void parsedTrailer(HttpField field) {
            trailers.add(line(field));
        }

        private static String line(HttpField field) {
            return field.getName() + ": " + (field.getValue() == null ? "" : field.getValue());
        }

        @Override
        public boolean headerComplete() {
            return false;
        }

        @Override
        public boolean content(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            content.append(new String(copy, ISO_8859_1));
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        @Override
        public boolean messageComplete() {
            ended = true;
            return true;
        }

        @Override
        public void earlyEOF() {
            // What has begun stays incomplete.
        }

        @Override
        public void badMessage(HttpException failure) {
            // What has begun and is cut is told by its being incomplete.
            if (!EARLY_EOF.equals(failure.getReason())) {
                fault = failure.getCode() + " " + failure.getReason();
            }
        }
    }
}
