package io.clearhop.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads content from a {@link Receiver}; strict, so that a test sees every byte that is out of place. */
final class ContentReader {
    private static final Pattern SIZE_LINE = Pattern.compile("([0-9a-fA-F]{1,7})(?:[ \t]*;.*)?");

    private ContentReader() {}

    static Content read(Receiver receiver, Message head, String requestMethod, Deadline deadline) {
        ContentFraming framing = head.isResponse()
                ? ContentFraming.ofResponse(Response.statusCodeOf(head), head, requestMethod)
                : ContentFraming.ofRequest(head);
        return switch (framing) {
            case NONE -> Content.NONE;
            case CONTENT_LENGTH -> {
                int length = ContentFraming.contentLength(head);
                yield plain(framing, receiver.bytes(length, length + " bytes of content", deadline));
            }
            case CHUNKED -> chunked(receiver, deadline);
            case UNTIL_CLOSE -> plain(framing, receiver.rest("content until the close", deadline));
        };
    }

    static Chunk chunk(Receiver receiver, Deadline deadline) {
        String sizeLine = line(receiver, "a chunk's size line", deadline);
        int size = size(sizeLine);
        if (size == 0) {
            return new Chunk(sizeLine, "", trailerSection(receiver, deadline));
        }
        String data = receiver.bytes(size, size + " bytes of chunk data", deadline);
        String end = receiver.bytes(2, "the CRLF after a chunk's data", deadline);
        if (!end.equals("\r\n")) {
            throw new WireException(
                    Arrival.BYTES, "after " + size + " bytes of chunk data, instead of CRLF came " + Quoted.of(end));
        }
        return new Chunk(sizeLine, data, "");
    }

    private static Content chunked(Receiver receiver, Deadline deadline) {
        StringBuilder raw = new StringBuilder();
        StringBuilder text = new StringBuilder();
        while (true) {
            Chunk chunk = chunk(receiver, deadline);
            raw.append(chunk.raw());
            text.append(chunk.data());
            if (chunk.isLast()) {
                return new Content(ContentFraming.CHUNKED, raw.toString(), text.toString(), chunk.trailerSection());
            }
        }
    }

    private static String trailerSection(Receiver receiver, Deadline deadline) {
        StringBuilder section = new StringBuilder();
        while (true) {
            String line = line(receiver, "a trailer field or the empty line", deadline);
            if (line.isEmpty()) {
                return section.toString();
            }
            section.append(line).append("\r\n");
        }
    }

    private static int size(String sizeLine) {
        Matcher line = SIZE_LINE.matcher(sizeLine);
        if (!line.matches()) {
            throw new WireException(Arrival.BYTES, "instead of a chunk's size line came " + Quoted.of(sizeLine));
        }
        return Integer.parseInt(line.group(1), 16);
    }

    private static String line(Receiver receiver, String awaited, Deadline deadline) {
        String line = receiver.through("\r\n", awaited, deadline);
        return line.substring(0, line.length() - 2);
    }

    private static Content plain(ContentFraming framing, String bytes) {
        return new Content(framing, bytes, bytes, "");
    }
}
