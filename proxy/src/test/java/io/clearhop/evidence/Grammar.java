package io.clearhop.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes valid messages by the grammar of RFC 9112, in every spelling that it allows, and remembers what they mean. The
 * same seed makes the same messages.
 */
final class Grammar {
    /** Names that a proxy must pass on. */
    private static final List<String> END_TO_END = List.of(
            "Accept",
            "cookie",
            "USER-AGENT",
            "Cache-Control",
            "Authorization",
            "X-E1",
            "x-e2",
            "X_E3",
            "!#$%&'*+-.^`|~");

    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String PATH = "/abcXYZ019-._~%41!$&'()*+,;=:@";

    private final Random random;

    Grammar(long seed) {
        // Small seeds of Random begin alike.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /**
     * A message and its meaning.
     *
     * @param bytes as sent
     * @param start what the next hop must read as method and target, or status and reason
     * @param fields that it must read, in their order
     * @param content that it must read
     * @param trailers that it must read, if it takes any
     * @param chunked whether it was sent in chunks
     * @param method of a request
     * @param http10 whether it is of HTTP/1.0
     * @param last whether nothing can follow it on its connection
     */
    record Made(
            String bytes,
            String start,
            List<String> fields,
            String content,
            List<String> trailers,
            boolean chunked,
            String method,
            boolean http10,
            boolean last) {}

    /** What was chosen for content. */
    private record Body(List<String> lines, String bytes, String content, List<String> trailers, boolean chunked) {}

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Requests that follow each other on a connection. */
    List<Made> requests() {
        List<Made> all = new ArrayList<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            Made made = request();
            all.add(made);
            if (made.last()) {
                break;
            }
        }
        return all;
    }

    private Made request() {
        boolean http10 = oneIn(12);
        boolean close = http10 || oneIn(12);
        String method =
                oneOf("GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "Frob", word(TOKEN, 1 + below(9)));
        String host = oneOf("o.test", "O.test", "o.test:80", "o.test:8080", "127.0.0.1", "[::1]:81", "b.test");
        String path = oneIn(8) ? "" : "/" + word(PATH, below(12));
        String query = oneIn(3) ? "?" + word(PATH + "?", below(9)) : "";
        Body body = body(!http10, oneIn(2));
        List<String> lines = new ArrayList<>(List.of("Host:" + space() + host + space()));
        List<String> kept = new ArrayList<>();
        addFields(lines, kept);
        if (close && !http10) {
            lines.add("Connection: close");
        }
        lines.addAll(body.lines);
        String bytes = (oneIn(10) ? "\r\n" : "") + method + " " + oneOf("http", "HTTP") + "://" + host + path + query
                + (http10 ? " HTTP/1.0" : " HTTP/1.1") + "\r\n" + joined(lines) + "\r\n" + body.bytes;
        return new Made(
                bytes,
                method + " " + (path.isEmpty() ? "/" : path) + query,
                kept,
                body.content,
                body.trailers,
                body.chunked,
                method,
                http10,
                close);
    }

    /** The responses to requests; of HTTP/1.0 only where no request has chunks, which that does not know. */
    List<Made> responses(List<Made> requests) {
        boolean mayBe10 = requests.stream().noneMatch(Made::chunked);
        return requests.stream().map(request -> response(request, mayBe10)).toList();
    }

    private Made response(Made request, boolean mayBe10) {
        boolean head = request.method().equals("HEAD");
        int status = oneOf(200, 200, 200, 201, 206, 204, 304, 404, 451, 500, 299, 599);
        boolean none = head || status == 204 || status == 304;
        boolean http10 = mayBe10 && oneIn(10);
        boolean untilClose = !none && (http10 ? oneIn(2) : oneIn(6));
        String reason = oneOf("OK", "", "Not \u00e9 \t found", "a b c");
        List<String> lines = new ArrayList<>(List.of("Date: Thu, 01 Jan 2026 00:00:00 GMT"));
        List<String> kept = new ArrayList<>();
        addFields(lines, kept);
        Body body = untilClose ? plain() : body(!http10, !none || oneIn(2));
        if (status == 204 || untilClose && !none) {
            body = new Body(List.of(), untilClose ? body.content : "", body.content, List.of(), false);
        } else if (!none && body.lines.isEmpty()) {
            body = new Body(List.of("Content-Length: 0"), "", "", List.of(), false);
        }
        lines.addAll(body.lines);
        boolean closes = untilClose;
        String interim = "";
        for (int left = oneIn(4) ? 1 + below(2) : 0; left > 0; left--) {
            interim += "HTTP/1.1 " + oneOf(102, 103) + " Wait\r\nLink: <x>\r\n\r\n";
        }
        String bytes = interim + (http10 ? "HTTP/1.0 " : "HTTP/1.1 ") + status + " " + reason + "\r\n" + joined(lines)
                + "\r\n" + (none ? "" : body.bytes);
        return new Made(
                bytes,
                status + " " + reason,
                kept,
                none ? "" : body.content,
                none ? List.of() : body.trailers,
                body.chunked,
                request.method(),
                http10,
                closes);
    }

    private void addFields(List<String> lines, List<String> kept) {
        for (int left = below(6); left > 0; left--) {
            String name = END_TO_END.get(below(END_TO_END.size()));
            String value = value();
            lines.add(name + ":" + space() + value + space());
            kept.add(name + ": " + value);
        }
        if (oneIn(3)) {
            // One is nominated, in any spelling, and goes; so do those that every proxy knows.
            lines.add(
                    below(lines.size() + 1),
                    oneOf("Connection: X-Hop", "connection:, x-hop ,,keep-alive", "CONNECTION:x-HOP"));
            lines.add("x-hop: " + value());
        }
        if (oneIn(3)) {
            lines.add(
                    below(lines.size() + 1),
                    oneOf("Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "TE: trailers"));
        }
    }

    private Body body(boolean mayChunk, boolean some) {
        if (!some) {
            return new Body(List.of(), "", "", List.of(), false);
        }
        return mayChunk && oneIn(2) ? chunked() : plain();
    }

    private Body plain() {
        String content = bytes(oneIn(4) ? 0 : below(oneIn(10) ? 5000 : 40));
        String line = oneOf("Content-Length: ", "content-length:", "Content-Length:\t 00") + content.length();
        return new Body(List.of(line), content, content, List.of(), false);
    }

    private Body chunked() {
        StringBuilder bytes = new StringBuilder();
        StringBuilder content = new StringBuilder();
        for (int left = below(5); left > 0; left--) {
            String data = bytes(1 + below(oneIn(10) ? 3000 : 30));
            content.append(data);
            String size = oneOf("", "", "0", "000") + Integer.toHexString(data.length());
            bytes.append(oneIn(2) ? size.toUpperCase(Locale.ROOT) : size)
                    .append(extension())
                    .append("\r\n")
                    .append(data)
                    .append("\r\n");
        }
        bytes.append(oneOf("0", "0", "000")).append(extension()).append("\r\n");
        List<String> trailers = new ArrayList<>();
        for (int left = oneIn(3) ? 1 + below(2) : 0; left > 0; left--) {
            String value = value();
            bytes.append("X-T")
                    .append(left)
                    .append(':')
                    .append(space())
                    .append(value)
                    .append("\r\n");
            trailers.add("X-T" + left + ": " + value);
        }
        bytes.append("\r\n");
        String coding =
                oneOf("Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "Transfer-Encoding: , chunked ,");
        return new Body(List.of(coding), bytes.toString(), content.toString(), trailers, true);
    }

    private String extension() {
        return oneIn(5) ? oneOf(";a", ";a=b", " ; a = \"b;c\"", ";a;b=c") : "";
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }

    private String space() {
        return oneOf(" ", " ", "", "\t", " \t ");
    }

    private String value() {
        return oneOf(
                "",
                "a",
                "a, b",
                "\"q,\\\"x\"",
                "a \t b",
                "\u00fc\u00ff",
                "0\r".substring(0, 1),
                word(TOKEN, 1 + below(60)));
    }

    private String bytes(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            // What looks like framing belongs into content.
            text.append(oneIn(4) ? oneOf("\r\n\r\n", "0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "\0") : (char) below(256));
        }
        text.setLength(length);
        return text.toString();
    }

    private String word(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Cuts into reads at random. */
    List<String> cut(String bytes) {
        int mode = below(4);
        if (mode == 0 || bytes.isEmpty()) {
            return List.of(bytes);
        }
        List<String> reads = new ArrayList<>();
        for (int from = 0; from < bytes.length(); ) {
            int to = Math.min(bytes.length(), from + 1 + below(mode == 1 ? 1 : mode == 2 ? 7 : 400));
            reads.add(bytes.substring(from, to));
            from = to;
        }
        return reads;
    }

    /** Changes some bytes: nearly valid. */
    String spoilt(String bytes) {
        StringBuilder text = new StringBuilder(bytes);
        for (int left = 1 + below(3); left > 0; left--) {
            int at = below(text.length() + 1);
            int to = Math.min(text.length(), at + 1 + below(4));
            switch (below(6)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, (char) below(256));
                case 2 ->
                    text.insert(
                            at, oneOf("\r\n", "\n", "\r", " ", "\t", "\0", ":", ",", ";", "0", "\r\n ", "\r\n\r\n"));
                case 3 -> text.insert(at, text.substring(at, to));
                case 4 -> text.insert(Math.max(0, text.indexOf("\r\n")), "\r\n" + oneOf(NASTY));
                default -> text.replace(at, to, oneOf("\r", "\n", " ", "x", "-", "1", "\u00ff"));
            }
        }
        return text.toString();
    }

    private static final String[] NASTY = {
        "Content-Length: 5",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length : 5",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding:\u000bchunked",
        "Transfer-Encoding : chunked",
        " Transfer-Encoding: chunked",
        "Transfer-Encoding\r\n : chunked",
        "X: a\r\n Content-Length: 7",
        "Connection: Content-Length",
        "Connection: Transfer-Encoding, Host",
        "Connection: upgrade\r\nUpgrade: websocket",
        "Host: b.test",
        "Host:",
        "Expect: 100-continue",
        "Max-Forwards: 0",
        "X: a\0b",
    };
}
