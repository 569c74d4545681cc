package io.clearhop.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;

/** Lines that the proxy writes for a hop itself, encoded once. */
public final class OwnFields {
    /** Nothing to say: HTTP/1.1 persists by default. */
    public static final AsciiString NOTHING = AsciiString.EMPTY_STRING;

    public static final AsciiString CLOSE = AsciiString.cached("Connection: close\r\n");
    /** For clients that asked with Connection, as HTTP/1.0+ defines it (RFC 9112 appendix C.2.2). */
    public static final AsciiString KEEP_ALIVE = AsciiString.cached("Connection: keep-alive\r\n");
    /** For clients that asked with Proxy-Connection: such a client may look for either answer. */
    public static final AsciiString PROXY_KEEP_ALIVE =
            AsciiString.cached("Connection: keep-alive\r\nProxy-Connection: keep-alive\r\n");

    /** Room for the lines that the proxy adds to a head. */
    public static final int ROOM = 256;

    static final AsciiString CHUNKED = AsciiString.cached("Transfer-Encoding: chunked\r\n");
    static final AsciiString TE_TRAILERS = AsciiString.cached("TE: trailers\r\nConnection: TE\r\n");
    /** Ends a line, and a head. */
    public static final AsciiString CRLF = AsciiString.cached("\r\n");

    private OwnFields() {}

    /** Writes a line. */
    public static void write(AsciiString text, ByteBuf out) {
        ByteBufUtil.copy(text, out);
    }
}
