package io.clearhop.http;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Connection} and {@code Proxy-Connection} of one head say: the options, and which field lines are
 * nominated, marked in one pass (RFC 9110 section 7.6.1, steps 2 and 3 of the book's four).
 *
 * <p>Mutable, used again for the next head.
 */
public final class ConnectionOptions {
    private static final AsciiString CLOSE = AsciiString.cached("close");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    /** Each option is compared with each field line: without a bound a head of 64 KiB would cost millions of them. */
    private static final int MAX_OPTIONS = 128;

    private final BitSet nominated = new BitSet();
    private boolean anyNominated;
    private int count;
    private List<AsciiString> names = List.of();
    private boolean nominatesProtected;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean proxyClose;
    private boolean proxyKeepAlive;

    /** Reads both fields of a head. */
    public void read(Head head) {
        if (anyNominated) {
            nominated.clear();
            anyNominated = false;
        }
        names = List.of();
        nominatesProtected = false;
        count = 0;
        close = false;
        keepAlive = false;
        upgrade = false;
        proxyClose = false;
        proxyKeepAlive = false;
        for (int i = 0; i < head.fields(); i++) {
            Field row = head.row(i);
            if (row == Field.CONNECTION || row == Field.PROXY_CONNECTION) {
                readLine(head, i, row == Field.CONNECTION);
            }
        }
    }

    /** What is wrong, or null: there may be so many options that they are only meant to cost time. */
    public @Nullable Malformed fault() {
        return count > MAX_OPTIONS ? Malformed.TOO_MANY_OPTIONS : null;
    }

    /** {@code Connection: close}. */
    public boolean close() {
        return close;
    }

    /** {@code Connection: keep-alive}. */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** {@code Connection: upgrade}: an Upgrade field counts (RFC 9110 section 7.8). */
    public boolean upgrade() {
        return upgrade;
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

    /** Whether {@code Connection} names a field that is meant for all recipients, be it there or not. */
    public boolean nominatesProtected() {
        return nominatesProtected;
    }

    /**
     * The nominated names of end-to-end fields. They are removed from the trailer section as well, which comes when the
     * head is gone.
     *
     * @return a list that stays as it is when the next head is read
     */
    public List<AsciiString> nominatedNames() {
        return names;
    }

    /** {@code Connection = #connection-option}: tokens between commas, empty elements ignored. */
    private void readLine(Head head, int line, boolean isConnection) {
        byte[] in = head.bytes();
        int end = head.valueEnd(line);
        int i = head.valueStart(line);
        while (i < end) {
            byte b = in[i];
            if (isBetween(b)) {
                i++;
                continue;
            }
            int from = i;
            while (i < end && !isBetween(in[i])) {
                i++;
            }
            if (++count > MAX_OPTIONS) {
                return;
            }
            option(head, from, i - from, isConnection);
        }
    }

    private static boolean isBetween(byte b) {
        return b == ',' || Ascii.isSpaceInValue(b);
    }

    private void option(Head head, int from, int length, boolean isConnection) {
        byte[] in = head.bytes();
        if (Ascii.equalsIgnoreCase(in, from, length, CLOSE)) {
            close |= isConnection;
            proxyClose |= !isConnection;
        } else if (Ascii.equalsIgnoreCase(in, from, length, KEEP_ALIVE)) {
            keepAlive |= isConnection;
            proxyKeepAlive |= !isConnection;
        } else if (isConnection) {
            name(in, from, length);
        }
        if (isConnection) {
            nominate(head, from, length);
        }
    }

    private void name(byte[] in, int from, int length) {
        Field row = FieldTable.find(in, from, length);
        if (row == Field.UPGRADE) {
            upgrade = true;
        } else if (row == null || row.passage() == Field.Passage.END_TO_END) {
            if (names.isEmpty()) {
                names = new ArrayList<>();
            }
            names.add(new AsciiString(Arrays.copyOfRange(in, from, from + length), false));
        } else {
            nominatesProtected |= row.passage() == Field.Passage.PROTECTED;
        }
    }

    private void nominate(Head head, int from, int length) {
        for (int i = 0; i < head.fields(); i++) {
            int nameStart = head.nameStart(i);
            if (Ascii.equalsIgnoreCase(head.bytes(), from, length, nameStart, head.nameEnd(i) - nameStart)) {
                nominated.set(i);
                anyNominated = true;
            }
        }
    }
}
