package io.clearhop.lab.testorigin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a response carries: something, and line ends behind it until it is as long as it should be.
 *
 * @param type media type
 * @param begin what it begins with
 * @param length in bytes
 */
record ReplyContent(String type, byte[] begin, int length) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int PIECE = 16 * 1024;
    private static final byte[] PADDING = padding();

    private static byte[] padding() {
        byte[] padding = new byte[PIECE];
        Arrays.fill(padding, (byte) '.');
        for (int i = 63; i < PIECE; i += 64) {
            padding[i] = '\n';
        }
        return padding;
    }

    /** A text, as long as it is. */
    static ReplyContent text(String text) {
        return whole(TEXT, text);
    }

    private static ReplyContent whole(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ReplyContent(type, bytes, bytes.length);
    }

    /** A text, cut or made longer; below 0: as long as it is. */
    static ReplyContent text(String text, int size) {
        return size < 0 ? text(text) : sized(TEXT, text, size);
    }

    private static ReplyContent sized(String type, String text, int size) {
        return new ReplyContent(type, text.getBytes(StandardCharsets.UTF_8), size);
    }

    /** A page with so many images. */
    static ReplyContent page(int images) {
        StringBuilder page = new StringBuilder(
                "<!doctype html>\n<title>%d images</title>\n<link rel=icon href=data:,>\n<h1>%d images</h1>\n"
                        .formatted(images, images));
        for (int i = 1; i <= images; i++) {
            page.append("<img src='image-%d.svg' width=96 height=72 alt='waiting'>\n".formatted(i));
        }
        return whole("text/html; charset=utf-8", page.toString());
    }

    /** An image: a number on a ground; at least as long as it has to be, however short it should be. */
    static ReplyContent image(int number, int size) {
        String image = """
                <svg xmlns='http://www.w3.org/2000/svg' width='96' height='72'>\
                <rect width='96' height='72' fill='hsl(%d, 60%%, 72%%)'/>\
                <text x='48' y='45' font-size='28' text-anchor='middle' font-family='sans-serif'>%d</text></svg>
                """.formatted(number * 47 % 360, number);
        String type = "image/svg+xml";
        int room = size - image.length() - "<!---->".length();
        if (room < 0) {
            return whole(type, image);
        }
        return new ReplyContent(
                type, (image + "<!--" + ".".repeat(room) + "-->").getBytes(StandardCharsets.UTF_8), size);
    }

    /** The next bytes from here on: as many as make a good piece, and no more than there are. */
    ByteBuf piece(int from) {
        int known = Math.min(begin.length, length);
        if (from < known) {
            return Unpooled.wrappedBuffer(begin, from, Math.min(PIECE, known - from));
        }
        int at = (from - known) % PIECE;
        return Unpooled.wrappedBuffer(PADDING, at, Math.min(PIECE - at, length - from));
    }
}
