package io.clearhop.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response of the console.
 *
 * @param fields beside those that all have
 */
record Answer(HttpResponseStatus status, Map<CharSequence, String> fields, byte[] content) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final byte[] NONE = {};

    static Answer json(byte[] json) {
        return of(JSON, json);
    }

    /** An object with these members. */
    static Answer json(Json.Part members) {
        return json(Json.object(members));
    }

    static Answer of(String type, byte[] content) {
        return new Answer(HttpResponseStatus.OK, Map.of(HttpHeaderNames.CONTENT_TYPE, type), content);
    }

    static Answer text(String text) {
        return of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 9457. */
    static Answer problem(HttpResponseStatus status, String detail) {
        byte[] content = Json.object(out -> {
            out.writeStringField("title", status.reasonPhrase());
            out.writeStringField("detail", detail);
            out.writeNumberField("status", status.code());
        });
        return new Answer(status, Map.of(HttpHeaderNames.CONTENT_TYPE, PROBLEM), content);
    }

    static Answer empty(HttpResponseStatus status) {
        return new Answer(status, Map.of(), NONE);
    }

    /** Something to be saved under a name. */
    Answer asFile(String name) {
        return with(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    Answer with(HttpResponseStatus other) {
        return new Answer(other, fields, content);
    }

    Answer with(CharSequence field, String value) {
        Map<CharSequence, String> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Answer(status, more, content);
    }

    static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    }
}
