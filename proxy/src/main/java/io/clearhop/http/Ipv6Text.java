package io.clearhop.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of an IPv6 address: {@code IPv6address} of RFC 3986 section 3.2.2, to the letter. */
public final class Ipv6Text {
    private static final int BYTES = 16;
    private static final int IPV4_BYTES = 4;
    private static final int HEX = 16;

    private final String text;
    private final byte[] address = new byte[BYTES];
    private int at;
    /** How many bytes have been read. */
    private int size;
    /** Where the zeros go for which {@code ::} stands, or -1. */
    private int gap = -1;

    private Ipv6Text(String text) {
        this.text = text;
    }

    /**
     * Reads an address.
     *
     * @param text without brackets and zone
     * @return sixteen bytes, or null if it is none
     */
    public static byte @Nullable [] parse(String text) {
        Ipv6Text reading = new Ipv6Text(text);
        return reading.readGroups() && reading.fillGap() ? reading.address : null;
    }

    private boolean readGroups() {
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = groupEnd();
            if (text.indexOf('.', at) >= 0 && text.indexOf(':', at) < 0) {
                return readIpv4();
            }
            if (end == at || end - at > 4 || size == BYTES) {
                return false;
            }
            int group = Integer.parseInt(text, at, end, HEX);
            address[size++] = (byte) (group >> 8);
            address[size++] = (byte) group;
            at = end;
            if (at < text.length() && !readColons()) {
                return false;
            }
        }
        return true;
    }

    private int groupEnd() {
        int end = at;
        while (end < text.length() && isHexDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** What stands behind a group: one colon and another group, or the only pair of them. */
    private boolean readColons() {
        if (text.startsWith("::", at) && gap < 0) {
            gap = size;
            at += 2;
            return true;
        }
        return text.charAt(at) == ':' && ++at < text.length() && text.charAt(at) != ':';
    }

    /** Four decimals may stand for the last two groups; none has a zero in front, which some read as octal. */
    private boolean readIpv4() {
        String[] decimals = text.substring(at).split("\\.", -1);
        if (decimals.length != IPV4_BYTES || size > BYTES - IPV4_BYTES) {
            return false;
        }
        for (String decimal : decimals) {
            if (!decimal.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(decimal) > 255) {
                return false;
            }
            address[size++] = (byte) Integer.parseInt(decimal);
        }
        return true;
    }

    private boolean fillGap() {
        if (gap < 0) {
            return size == BYTES;
        }
        int zeros = BYTES - size;
        System.arraycopy(address, gap, address, gap + zeros, size - gap);
        Arrays.fill(address, gap, gap + zeros, (byte) 0);
        // :: stands for one group at least.
        return zeros > 0;
    }
}
