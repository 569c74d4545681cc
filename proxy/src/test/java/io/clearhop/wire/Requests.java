package io.clearhop.wire;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests to a proxy, as exact bytes. */
final class Requests {
    private static final String DATE = "Date: Thu, 01 Jan 2026 00:00:00 GMT";

    private Requests() {}

    /** A GET of HTTP/1.1 in absolute form with Host and these field lines. */
    static String get(ScriptedOrigin origin, String path, String... fields) {
        return request("GET " + origin.uri(path) + " HTTP/1.1", origin, fields);
    }

    /** The same of HTTP/1.0. */
    static String get10(ScriptedOrigin origin, String path, String... fields) {
        return request("GET " + origin.uri(path) + " HTTP/1.0", origin, fields);
    }

    /** A request of HTTP/1.1 in absolute form with any method, Host and these field lines. */
    static String of(String method, ScriptedOrigin origin, String path, String... fields) {
        return request(method + " " + origin.uri(path) + " HTTP/1.1", origin, fields);
    }

    /** The same with content and its length. */
    static String withContent(String method, ScriptedOrigin origin, String path, String content) {
        return of(method, origin, path, "Content-Length: " + content.length()) + content;
    }

    static String connect(ScriptedOrigin origin) {
        return Messages.head("CONNECT " + origin.authority() + " HTTP/1.1", "Host: " + origin.authority());
    }

    /** A response of HTTP/1.1 with a fixed date, so that nothing in what the proxy makes of it depends on the time. */
    static String dated(String statusLine, String... fields) {
        List<String> lines = new ArrayList<>(List.of(statusLine, DATE));
        lines.addAll(Arrays.asList(fields));
        return Messages.head(lines.toArray(String[]::new));
    }

    private static String request(String line, ScriptedOrigin origin, String... fields) {
        List<String> lines = new ArrayList<>(List.of(line, "Host: " + origin.authority()));
        lines.addAll(Arrays.asList(fields));
        return Messages.head(lines.toArray(String[]::new));
    }
}
