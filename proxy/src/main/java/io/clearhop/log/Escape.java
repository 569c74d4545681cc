package io.clearhop.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How text that comes from a peer is written, so that it cannot break out of its place, end the line, or reach a terminal
 * as a command. All of them write printable ASCII only.
 */
enum Escape {
    /** Between quotes, as log tools read it: {@code \"}, {@code \\}, {@code \x0a}. */
    QUOTED(' ') {
        @Override
        void unusual(char c, LineBuffer line) {
            if (c == '"' || c == '\\') {
                line.ascii('\\').ascii(c);
            } else {
                hex(c < 0x100 ? "\\x" : "\\u", c, c < 0x100 ? 2 : 4, line);
            }
        }
    },
    /** One word: the same, and no space. */
    WORD('!') {
        @Override
        void unusual(char c, LineBuffer line) {
            QUOTED.unusual(c, line);
        }
    },
    /** Within a JSON string (RFC 8259 section 7). A byte is the character of that number. */
    JSON(' ') {
        @Override
        void unusual(char c, LineBuffer line) {
            if (c == '"' || c == '\\') {
                line.ascii('\\').ascii(c);
            } else {
                hex("\\u", c, 4, line);
            }
        }
    },
    /** One word, with percent signs (RFC 3986 section 2.1). */
    PERCENT('!') {
        @Override
        void unusual(char c, LineBuffer line) {
            if (c < 0x100) {
                hex("%", c, 2, line);
            } else {
                append(String.valueOf(c).getBytes(StandardCharsets.UTF_8), line);
            }
        }
    };

    private final char firstPlain;

    Escape(char firstPlain) {
        this.firstPlain = firstPlain;
    }

    abstract void unusual(char c, LineBuffer line);

    /** Appends text, or a dash where there is none. */
    void orDash(@Nullable String text, LineBuffer line) {
        if (text == null || text.isEmpty()) {
            line.ascii('-');
        } else {
            append(text, line);
        }
    }

    /** Appends a whole array. */
    void append(byte[] text, LineBuffer line) {
        append(text, 0, text.length, line);
    }

    /** Appends a part of an array. Nearly always all of it is plain, and a run of it is copied at once. */
    void append(byte[] text, int from, int to, LineBuffer line) {
        int copied = from;
        for (int i = from; i < to; i++) {
            if (!isPlain(text[i] & 0xff)) {
                line.bytes(text, copied, i);
                unusual((char) (text[i] & 0xff), line);
                copied = i + 1;
            }
        }
        line.bytes(text, copied, to);
    }

    /** Appends text. */
    void append(String text, LineBuffer line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                line.ascii(c);
            } else {
                unusual(c, line);
            }
        }
    }

    /** Whether it is written as it is. */
    boolean isPlain(int c) {
        return c >= firstPlain && c < 0x7f && c != '"' && c != '\\';
    }

    private static void hex(String before, char c, int digits, LineBuffer line) {
        line.ascii(before);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            line.ascii(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
