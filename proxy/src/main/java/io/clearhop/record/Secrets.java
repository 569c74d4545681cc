package io.clearhop.record;

import io.clearhop.http.UserInfo;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the secrets of a head unreadable, in bytes of the same length: of credentials the scheme stays, of cookies the
 * names, of Set-Cookie the attributes, of {@linkplain UserInfo who is named} in the request target or in a URI of another
 * field nothing. What follows the head is left alone.
 */
public final class Secrets {
    private static final byte MASK = '*';

    /** In lower case. */
    private static final List<Map.Entry<AsciiString, Kind>> NAMES = List.of(
            Map.entry(AsciiString.of("authorization"), Kind.CREDENTIALS),
            Map.entry(AsciiString.of("proxy-authorization"), Kind.CREDENTIALS),
            Map.entry(AsciiString.of("cookie"), Kind.COOKIES),
            Map.entry(AsciiString.of("cookie2"), Kind.COOKIES),
            Map.entry(AsciiString.of("set-cookie"), Kind.SET_COOKIE),
            Map.entry(AsciiString.of("set-cookie2"), Kind.SET_COOKIE),
            Map.entry(AsciiString.of("host"), Kind.URI),
            Map.entry(AsciiString.of("referer"), Kind.URI),
            Map.entry(AsciiString.of("location"), Kind.URI),
            Map.entry(AsciiString.of("content-location"), Kind.URI));

    private final boolean shown;

    /**
     * Makes one.
     *
     * @param shown whether secrets stay as they are, because somebody has asked for it
     */
    public Secrets(boolean shown) {
        this.shown = shown;
    }

    /** Whether secrets are masked. */
    public boolean areMasked() {
        return !shown;
    }

    /** A head without its secrets: the same array if it has none, else a copy. */
    public byte[] mask(byte[] head) {
        int end = lineEnd(head, 0);
        byte[] out = shown ? head : maskUser(head, end);
        while (!shown && end < head.length) {
            int start = end + 1;
            end = lineEnd(head, start);
            if (isEmpty(head, start, end)) {
                break;
            }
            int last = end;
            while (end < head.length && isFold(head, end + 1)) {
                end = lineEnd(head, end + 1);
            }
            Kind kind = Kind.of(head, start, last);
            int value = valueStart(head, start, end);
            if (kind != null && kind.isIn(head, value, end)) {
                out = out == head ? head.clone() : out;
                kind.hide(out, value, end);
            }
        }
        return out;
    }

    private static byte[] maskUser(byte[] head, int lineEnd) {
        int target = Math.min(indexOf(head, 0, lineEnd, (byte) ' ') + 1, lineEnd);
        UserInfo user = UserInfo.find(head, target, indexOf(head, target, lineEnd, (byte) ' '));
        if (!user.isThere()) {
            return head;
        }
        byte[] out = head.clone();
        Arrays.fill(out, user.start(), user.end(), MASK);
        return out;
    }

    /** One line without its secrets, as in {@code Cookie: a=b}. */
    public String mask(String line) {
        byte[] head = ("\n" + line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        String masked = new String(mask(head), StandardCharsets.ISO_8859_1);
        return masked.substring(1, masked.length() - 2);
    }

    private static int lineEnd(byte[] in, int from) {
        int i = from;
        while (i < in.length && in[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int indexOf(byte[] in, int from, int to, byte wanted) {
        int i = from;
        while (i < to && in[i] != wanted) {
            i++;
        }
        return i;
    }

    private static boolean isEmpty(byte[] in, int start, int end) {
        return end == start || end == start + 1 && in[start] == '\r';
    }

    private static boolean isFold(byte[] in, int at) {
        return at < in.length && (in[at] == ' ' || in[at] == '\t');
    }

    /** After the colon; the end where there is none. */
    private static int valueStart(byte[] in, int start, int end) {
        int i = start;
        while (i < end && in[i] != ':') {
            i++;
        }
        return Math.min(i + 1, end);
    }

    private enum Kind {
        /** {@code scheme secret}. */
        CREDENTIALS {
            @Override
            void hide(byte[] in, int from, int to) {
                int i = skipSpace(in, from, to);
                int scheme = i;
                while (i < to && !isSpace(in[i])) {
                    i++;
                }
                // A word alone is no scheme.
                cover(in, skipSpace(in, i, to) < to ? i : scheme, to);
            }
        },
        /** {@code name=secret; name=secret}. */
        COOKIES {
            @Override
            void hide(byte[] in, int from, int to) {
                for (int i = from; i < to; ) {
                    int end = indexOf(in, i, to, (byte) ';');
                    cover(in, secretOf(in, i, end), end);
                    i = end + 1;
                }
            }
        },
        /** {@code name=secret; attribute}. */
        SET_COOKIE {
            @Override
            void hide(byte[] in, int from, int to) {
                int end = indexOf(in, from, to, (byte) ';');
                cover(in, secretOf(in, from, end), end);
            }
        },
        /** {@code scheme://secret@host/}. */
        URI {
            @Override
            boolean isIn(byte[] in, int from, int to) {
                return user(in, from, to).isThere();
            }

            @Override
            void hide(byte[] in, int from, int to) {
                UserInfo user = user(in, from, to);
                cover(in, user.start(), user.end());
            }

            private UserInfo user(byte[] in, int from, int to) {
                return UserInfo.find(in, skipSpace(in, from, to), to);
            }
        };

        /** Whether there is anything to hide; else the head need not be copied. */
        boolean isIn(byte[] in, int from, int to) {
            return to > from;
        }

        abstract void hide(byte[] in, int from, int to);

        /** Of a line; without making a text of its name, for most lines of the many heads that are kept have none. */
        static @Nullable Kind of(byte[] in, int start, int end) {
            int from = skipSpace(in, start, end);
            int to = valueStart(in, start, end) - 1;
            while (to > from && isSpace(in[to - 1])) {
                to--;
            }
            for (Map.Entry<AsciiString, Kind> row : NAMES) {
                if (row.getKey().length() == to - from && isName(row.getKey(), in, from)) {
                    return row.getValue();
                }
            }
            return null;
        }

        private static boolean isName(AsciiString name, byte[] in, int from) {
            for (int i = 0; i < name.length(); i++) {
                if (AsciiString.toLowerCase((char) (in[from + i] & 0xff)) != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** After the name, or at the beginning where there is none. */
        private static int secretOf(byte[] in, int from, int to) {
            int equals = indexOf(in, from, to, (byte) '=');
            return equals < to ? equals + 1 : from;
        }

        private static int skipSpace(byte[] in, int from, int to) {
            int i = from;
            while (i < to && isSpace(in[i])) {
                i++;
            }
            return i;
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b == '\t' || b == '\r' || b == '\n';
        }

        private static void cover(byte[] in, int from, int to) {
            for (int i = from; i < to; i++) {
                if (!isSpace(in[i])) {
                    in[i] = MASK;
                }
            }
        }
    }
}
