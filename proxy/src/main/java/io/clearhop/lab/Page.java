package io.clearhop.lab;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page: a document of HTML at {@code /}, and the images that it shows, at {@code /1} and so on.
 *
 * @param objects how many images
 * @param bytes of each
 */
public record Page(int objects, int bytes) {
    /** Where its document is. */
    public static final String DOCUMENT = "/";

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\">");

    /** What a document shows, in its order. */
    public static List<String> objectsOf(String html) {
        return IMAGE.matcher(html).results().map(image -> image.group(1)).toList();
    }

    /** An origin that has it, and keeps connections unless a request says {@code Connection: close}. */
    public Script script() {
        return (wire, connectionNumber) -> {
            while (wire.awaitArrival(HOLD) == Arrival.BYTES) {
                Request request = wire.readRequest();
                wire.send(answer(request.target()));
                if (request.listMembers("Connection").contains("close")) {
                    return;
                }
            }
        };
    }

    private String answer(String path) {
        if (path.equals(DOCUMENT)) {
            return ok("text/html", html());
        }
        boolean known = path.matches("/[1-9][0-9]{0,3}") && Integer.parseInt(path.substring(1)) <= objects;
        return known
                ? ok("image/png", "x".repeat(bytes))
                : Messages.head("HTTP/1.1 404 Not Found", "Content-Length: 0");
    }

    private String html() {
        return "<!doctype html><title>A page</title>"
                + IntStream.rangeClosed(1, objects)
                        .mapToObj(number -> "<img src=\"/" + number + "\">")
                        .collect(Collectors.joining());
    }

    private static String ok(String type, String content) {
        return Messages.head("HTTP/1.1 200 OK", "Content-Type: " + type, "Content-Length: " + content.length())
                + content;
    }
}
