package io.clearhop.lab.rawclient;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is to do.
 *
 * @param targets what to ask for, in this order; all of them {@code times} times
 * @param proxy {@code HOST:PORT}, or null to ask the origins themselves
 * @param method of all requests
 * @param http10 whether it speaks HTTP/1.0
 * @param fields further field lines
 * @param data the content of each request, or null for none
 * @param pipelines whether requests for a connection leave together, without waiting for answers
 * @param times how often
 * @param pause between two requests
 * @param timeout how long it waits for the head of an answer, and for its content
 */
public record Errand(
        List<URI> targets,
        @Nullable Address proxy,
        String method,
        boolean http10,
        List<String> fields,
        @Nullable String data,
        boolean pipelines,
        int times,
        Duration pause,
        Duration timeout) {

    /** Who is connected to: a name or an address, and a port. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A request, and where it goes. */
    record Sending(Address to, String head, String content, boolean closes) {
        String method() {
            return head.split(" ", 2)[0];
        }
    }

    /** All requests in their order. */
    List<Sending> sendings() {
        List<Sending> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            targets.forEach(target -> all.add(sending(target)));
        }
        return all;
    }

    private Sending sending(URI target) {
        Address origin = new Address(host(target), target.getPort() < 0 ? 80 : target.getPort());
        String path = (target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath())
                + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        // To a proxy the whole URL, to an origin the path (RFC 9112 section 3.2).
        String asked = proxy == null ? path : "http://" + target.getRawAuthority() + path;
        StringBuilder head = new StringBuilder(method + " " + asked + (http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n"));
        if (lacks("Host")) {
            head.append("Host: ").append(target.getRawAuthority()).append("\r\n");
        }
        fields.forEach(field -> head.append(field).append("\r\n"));
        if (data != null && lacks("Content-Length") && lacks("Transfer-Encoding")) {
            head.append("Content-Length: ").append(data.length()).append("\r\n");
        }
        return new Sending(proxy == null ? origin : proxy, head + "\r\n", data == null ? "" : data, saysClose());
    }

    private static String host(URI target) {
        String host = String.valueOf(target.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private boolean lacks(String name) {
        return fields.stream().noneMatch(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    private boolean saysClose() {
        return fields.stream().anyMatch(field -> field.matches("(?i)connection:(.*[ ,\t])?close([ ,\t].*)?"));
    }
}
