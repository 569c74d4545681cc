package io.clearhop.console;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the console.
 *
 * @param method GET for HEAD too: what differs is done where responses are sent
 * @param path as it came, nothing decoded
 * @param id the number at the end of a path that has one, else 0
 */
record Question(
        HttpMethod method, String path, Map<String, List<String>> query, HttpHeaders fields, byte[] content, long id) {
    static Question of(FullHttpRequest request) {
        String target = request.uri();
        // A URL, as to a proxy: whose it is, Host says as well (RFC 9112 section 3.2.2).
        if (target.regionMatches(true, 0, "http://", 0, 7)) {
            int slash = target.indexOf('/', 7);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        int mark = target.indexOf('?');
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        return new Question(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? Map.of() : parameters(target),
                request.headers(),
                ByteBufUtil.getBytes(request.content()),
                0);
    }

    private static Map<String, List<String>> parameters(String target) {
        try {
            return new QueryStringDecoder(target).parameters();
        } catch (IllegalArgumentException malformed) {
            return Map.of();
        }
    }

    Question withId(long value) {
        return new Question(method, path, query, fields, content, value);
    }

    /** The first value of a parameter, or null. */
    @Nullable
    String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(0);
    }

    /** A parameter that is a number; {@code other} where it is missing or none. */
    long number(String name, long other) {
        String value = parameter(name);
        return value != null && value.matches("\\d{1,18}") ? Long.parseLong(value) : other;
    }

    /**
     * The members of the content.
     *
     * @throws IOException if it is no JSON object
     */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> members() throws IOException {
        if (Json.read(content) instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new IOException("it is no object");
    }
}
