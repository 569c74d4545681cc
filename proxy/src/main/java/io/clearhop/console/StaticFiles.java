package io.clearhop.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page, from the class path. The console's loop. */
final class StaticFiles {
    /** Of one that has only files of its own, and no inline script or style. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String INDEX = "/index.html";
    private static final String ROOT = "/console";
    private static final int TAG_LENGTH = 16;

    /** No more than these: a path that is anything else is not looked for. */
    private static final Pattern NAME = Pattern.compile("(?:/[a-z0-9-]+)?/[a-z0-9-]+(\\.(?:html|css|js|json|svg))");

    private static final Map<String, String> TYPES = Map.of(
            ".html", "text/html; charset=utf-8",
            ".css", "text/css; charset=utf-8",
            ".js", "text/javascript; charset=utf-8",
            ".json", "application/json",
            ".svg", "image/svg+xml");

    private final Map<String, File> known = new HashMap<>();

    private record File(byte[] content, String tag) {}

    boolean has(String path) {
        return find(path) != null;
    }

    private @Nullable File find(String asked) {
        String path = asked.equals("/") ? INDEX : asked;
        File file = known.get(path);
        if (file == null && NAME.matcher(path).matches()) {
            file = load(path);
            if (file != null) {
                known.put(path, file);
            }
        }
        return file;
    }

    /** A file of the page as it is in the jar, or null. */
    static byte @Nullable [] read(String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable File load(String path) {
        byte[] content = read(path);
        return content == null ? null : new File(content, "\"" + tag(content) + "\"");
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** Of a path that {@link #has} something. */
    Answer answer(Question question) {
        File file = find(question.path());
        if (file == null) {
            return Answer.empty(HttpResponseStatus.NOT_FOUND);
        }
        boolean same = question.fields().get(HttpHeaderNames.IF_NONE_MATCH, "").contains(file.tag());
        String path = question.path().equals("/") ? INDEX : question.path();
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.')), "application/octet-stream");
        Answer answer = same ? Answer.empty(HttpResponseStatus.NOT_MODIFIED) : Answer.of(type, file.content());
        // To be asked for each time, for the next version has other files of the same names.
        return answer.with(HttpHeaderNames.ETAG, file.tag())
                .with(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .with("Content-Security-Policy", POLICY);
    }
}
