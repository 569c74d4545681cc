package io.clearhop.lab.rawclient;

import io.clearhop.lab.ContentFraming;
import io.clearhop.lab.Response;

/** Whether a client may use its connection again after a response: RFC 9112 section 9.3. */
final class Keeping {
    private Keeping() {}

    /** Why it may not, or empty if it may. */
    static String objection(Errand.Sending request, Response response) {
        boolean old = response.startLine().startsWith("HTTP/1.0");
        if (request.closes()) {
            return "the request said Connection: close";
        }
        if (response.content().framing() == ContentFraming.UNTIL_CLOSE) {
            return "the close was the end of the content";
        }
        if (response.listMembers("Connection").contains("close")) {
            return "the answer said Connection: close";
        }
        boolean agreed = response.listMembers("Connection").contains("keep-alive")
                || response.listMembers("Proxy-Connection").contains("keep-alive");
        return old && !agreed ? "an HTTP/1.0 answer without keep-alive" : "";
    }
}
