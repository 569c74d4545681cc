package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.BitSet;

/**
 * What {@code Connection} and {@code Proxy-Connection} of one head say: the options, and which field lines are
 * nominated, marked in one pass (RFC 9110 section 7.6.1, steps 2 and 3 of the book's four).
 *
 * <p>Mutable, used again for the next head.
 */
public final class ConnectionOptions {
    private static final AsciiString CLOSE = AsciiString.cached("close");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");

    private final BitSet nominated = new BitSet();
    private boolean anyNominated;
    private boolean close;
    private boolean keepAlive;
    private boolean proxyClose;
    private boolean proxyKeepAlive;

    /** Reads both fields of a head. */
    public void read(Head head) {
        if (anyNominated) {
            nominated.clear();
            anyNominated = false;
        }
        close = false;
        keepAlive = false;
        proxyClose = false;
        proxyKeepAlive = false;
        for (int i = 0; i < head.fields(); i++) {
            Field row = head.row(i);
            if (row == Field.CONNECTION || row == Field.PROXY_CONNECTION) {
                readLine(head, i, row == Field.CONNECTION);
            }
        }
    }

    /** {@code Connection: close}. */
    public boolean close() {
        return close;
    }

    /** {@code Connection: keep-alive}. */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** {@code Proxy-Connection: close}. */
    public boolean proxyClose() {
        return proxyClose;
    }

    /** {@code Proxy-Connection: keep-alive}. */
    public boolean proxyKeepAlive() {
        return proxyKeepAlive;
    }

    /** Whether {@code Connection} names line {@code i}'s field. */
    public boolean isNominated(int i) {
        return anyNominated && nominated.get(i);
    }

    /** {@code Connection = #connection-option}: tokens between commas, empty elements ignored. */
    private void readLine(Head head, int line, boolean isConnection) {
        ByteBuf in = head.bytes();
        int end = head.valueEnd(line);
        int i = head.valueStart(line);
        while (i < end) {
            byte b = in.getByte(i);
            if (b == ',' || Ascii.isOws(b)) {
                i++;
                continue;
            }
            int from = i;
            while (i < end && in.getByte(i) != ',' && !Ascii.isOws(in.getByte(i))) {
                i++;
            }
            option(head, from, i - from, isConnection);
        }
    }

    private void option(Head head, int from, int length, boolean isConnection) {
        ByteBuf in = head.bytes();
        if (Ascii.equalsIgnoreCase(in, from, length, CLOSE)) {
            close |= isConnection;
            proxyClose |= !isConnection;
            return;
        }
        if (Ascii.equalsIgnoreCase(in, from, length, KEEP_ALIVE)) {
            keepAlive |= isConnection;
            proxyKeepAlive |= !isConnection;
        }
        // The tokens of Proxy-Connection nominate as well: old clients list there what is meant for the proxy alone.
        for (int i = 0; i < head.fields(); i++) {
            int nameStart = head.nameStart(i);
            if (Ascii.equalsIgnoreCase(in, from, length, nameStart, head.nameEnd(i) - nameStart)) {
                nominated.set(i);
                anyNominated = true;
            }
        }
    }
}
