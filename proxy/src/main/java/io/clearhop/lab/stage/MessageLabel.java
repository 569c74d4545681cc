package io.clearhop.lab.stage;

import io.clearhop.lab.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How bytes on the wire are called in a diagram: each head by its start line, content by its size or, where it is short,
 * by itself.
 *
 * @param line the start line, or what the bytes are
 * @param details the field lines that connection management is about, and the content that follows
 */
record MessageLabel(String line, List<String> details) {
    private static final Pattern START_LINE = Pattern.compile("(?:HTTP/1\\.[01] [1-5]|[A-Z]{2,12} \\S).*");
    private static final String HEAD_END = "\r\n\r\n";
    private static final int SHORT = 24;

    /** Fields that are always worth seeing here; others are counted. */
    private static final Set<String> TELLING = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "via",
            "age",
            "expect",
            "proxy-status",
            "retry-after",
            "max-forwards");

    /** Labels these bytes, message by message. */
    static List<MessageLabel> of(String bytes) {
        List<MessageLabel> labels = new ArrayList<>();
        int at = 0;
        while (at < bytes.length()) {
            int end = bytes.indexOf(HEAD_END, at);
            String rest = bytes.substring(at);
            if (end < 0 || !isHead(rest)) {
                labels.add(new MessageLabel(content(rest), List.of()));
                return labels;
            }
            Message head = Message.of(bytes.substring(at, end + HEAD_END.length()));
            at = end + HEAD_END.length();
            int following = Math.min(following(head, bytes, at), bytes.length() - at);
            labels.add(of(head, bytes.substring(at, at + following)));
            at += following;
        }
        return labels;
    }

    /** Whether bytes look like the beginning of a message. */
    static boolean isHead(String bytes) {
        return START_LINE.matcher(bytes.split("\r\n", 2)[0]).matches();
    }

    /** How many bytes belong to the head's message; what no length bounds goes on to the next head, or to the end. */
    private static int following(Message head, String bytes, int at) {
        String length = head.field("Content-Length");
        if (length != null && length.matches("[0-9]{1,9}")) {
            // Of a response to HEAD the length is not of content that follows.
            return head.isResponse() && isHead(bytes.substring(at)) ? 0 : Integer.parseInt(length);
        }
        boolean chunked = head.listMembers("Transfer-Encoding").contains("chunked");
        if (chunked) {
            int last = bytes.indexOf("\r\n0\r\n\r\n", at - 2);
            return last < 0 ? bytes.length() - at : last + "\r\n0\r\n\r\n".length() - at;
        }
        return head.isResponse() && head.field("Content-Length") == null && !hasNoContent(head)
                ? bytes.length() - at
                : 0;
    }

    private static boolean hasNoContent(Message response) {
        return response.startLine().matches("HTTP/1\\.[01] (?:1..|204|304)\\b.*");
    }

    private static MessageLabel of(Message head, String content) {
        List<String> details = new ArrayList<>();
        for (String line : head.fieldLines()) {
            if (TELLING.contains(line.split(":", 2)[0].toLowerCase(Locale.ROOT)) || line.startsWith("X-")) {
                details.add(line);
            }
        }
        if (!content.isEmpty()) {
            details.add("+ " + content(content));
        }
        return new MessageLabel(head.startLine(), details);
    }

    private static String content(String bytes) {
        boolean printable = bytes.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return printable && bytes.length() <= SHORT ? '"' + bytes + '"' : Amount.bytes(bytes.length());
    }
}
