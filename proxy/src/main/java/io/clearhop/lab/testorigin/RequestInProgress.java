package io.clearhop.lab.testorigin;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request as far as it has come. */
final class RequestInProgress {
    /** So much of a content is echoed. */
    private static final int MOST_ECHOED = 1 << 20;

    private final Asked asked;
    private final StringBuilder echo = new StringBuilder();
    private final String persistence;
    private final boolean echoes;
    private boolean refused;

    RequestInProgress(Asked asked, HttpRequest head) {
        this.asked = asked;
        echoes = asked.path().equals("/echo");
        List<String> said = new ArrayList<>();
        for (String name : List.of("Connection", "Proxy-Connection", "Keep-Alive")) {
            head.headers().getAll(name).forEach(value -> said.add(name + ": " + value));
        }
        persistence = said.isEmpty() ? "" : "  (" + String.join(", ", said) + ")";
        if (echoes) {
            echo.append(head.method())
                    .append(' ')
                    .append(head.uri())
                    .append(' ')
                    .append(head.protocolVersion());
            echo.append("\r\n");
            for (Map.Entry<String, String> field : head.headers()) {
                echo.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n");
            }
            echo.append("\r\n");
        }
    }

    Asked asked() {
        return asked;
    }

    /** What it says about connections, in brackets. */
    String persistence() {
        return persistence;
    }

    void add(HttpContent content) {
        int room = MOST_ECHOED - echo.length();
        if (echoes && room > 0) {
            int length = Math.min(room, content.content().readableBytes());
            echo.append(
                    content.content().toString(content.content().readerIndex(), length, StandardCharsets.ISO_8859_1));
        }
    }

    /** Its content will not be read: then nothing after it can be either. */
    void refuseContent() {
        refused = true;
    }

    Reply reply() {
        Reply reply = Reply.to(asked, echo.toString());
        if (!refused) {
            return reply;
        }
        reply.head().headers().set("Connection", "close");
        reply.head().headers().remove("Keep-Alive");
        return new Reply(reply.head(), reply.content(), false);
    }
}
