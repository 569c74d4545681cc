package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Makes heads out of text for tests. A character is a byte (ISO 8859-1). */
public final class Heads {
    private Heads() {}

    /** The bytes of a text. */
    public static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    /** The text of the readable bytes. */
    public static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Lines, each with its CRLF, and the empty line. */
    public static String lines(String... lines) {
        return String.join("\r\n", lines) + (lines.length == 0 ? "\r\n" : "\r\n\r\n");
    }

    /** A request head with the given request line and field lines. */
    public static Head request(String... lines) {
        return parse(HeadParser.Kind.REQUEST, lines(lines));
    }

    /** A response head with the given status line and field lines. */
    public static Head response(String... lines) {
        return parse(HeadParser.Kind.RESPONSE, lines(lines));
    }

    /** A trailer section with the given field lines. */
    public static Head trailers(String... lines) {
        return parse(HeadParser.Kind.REQUEST_TRAILERS, lines(lines));
    }

    /** An HTTP/1.1 GET through a proxy with these field lines after Host. */
    public static Head get(String... fields) {
        return request(withFirst("GET http://o.test/ HTTP/1.1", "Host: o.test", fields));
    }

    /** What the parser says of a whole text. */
    static HeadParser parsed(HeadParser.Kind kind, String text) {
        HeadParser parser = new HeadParser(kind, HeadLimits.DEFAULTS);
        parser.parse(bytes(text));
        return parser;
    }

    private static Head parse(HeadParser.Kind kind, String text) {
        HeadParser parser = new HeadParser(kind, HeadLimits.DEFAULTS);
        // Not at index 0, so that a rule that forgets where a head starts is found.
        ByteBuf in = bytes("??" + text).skipBytes(2);
        HeadParser.Result result = parser.parse(in);
        if (result != HeadParser.Result.COMPLETE) {
            throw new IllegalArgumentException(
                    result + (result == HeadParser.Result.MALFORMED ? " " + parser.fault() : "") + ": " + text);
        }
        return parser.head();
    }

    private static String[] withFirst(String first, String second, String... rest) {
        String[] all = new String[rest.length + 2];
        all[0] = first;
        all[1] = second;
        System.arraycopy(rest, 0, all, 2, rest.length);
        return all;
    }
}
