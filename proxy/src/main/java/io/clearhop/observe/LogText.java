package io.clearhop.observe;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pieces of a log line that come from a peer; what could break the line or a terminal is escaped. */
final class LogText {
    private LogText() {}

    /** {@code address[:port]} or a dash. */
    static String address(@Nullable SocketAddress address, boolean withPort) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "-";
        }
        String host = inet.getAddress().getHostAddress();
        if (!withPort) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    /** The first line of a head, or a dash. */
    static void requestLine(byte[] head, StringBuilder line) {
        if (head.length == 0) {
            line.append('-');
            return;
        }
        for (int i = 0; i < head.length && head[i] != '\r' && head[i] != '\n'; i++) {
            escape(head[i] & 0xff, line);
        }
    }

    /** The value of the first field of that lower-case name, or a dash. */
    static void field(byte[] head, String name, StringBuilder line) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (int start = text.indexOf("\r\n"); start >= 0; start = text.indexOf("\r\n", start + 2)) {
            int from = start + 2;
            int colon = from + name.length();
            boolean found = colon < text.length()
                    && text.charAt(colon) == ':'
                    && text.substring(from, colon).toLowerCase(Locale.ROOT).equals(name);
            if (found) {
                escape(text.substring(colon + 1, text.indexOf("\r\n", colon)).strip(), line);
                return;
            }
        }
        line.append('-');
    }

    /** Text with everything escaped that is not printable ASCII. */
    static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), line);
        }
    }

    private static void escape(int c, StringBuilder line) {
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (c >= 0x20 && c < 0x7f) {
            line.append((char) c);
        } else {
            line.append("\\x");
            line.append(Character.forDigit(c >> 4 & 0xf, 16)).append(Character.forDigit(c & 0xf, 16));
        }
    }
}
