package io.clearhop.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page as one file that needs no server: its styles and modules, which {@code bundle.json} lists in their order, stand
 * in it, and nothing else may run or be loaded: the policy has their hashes.
 */
final class TracePage {
    private static final Pattern BUNDLE = Pattern.compile("<!--bundle:.*<!--/bundle-->", Pattern.DOTALL);
    private static final Pattern IMPORT =
            Pattern.compile("^import\\s[^;]*?\\sfrom\\s+'[^']+';[ \\t]*$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export (?=(?:async )?(?:function|class|const|let) )", Pattern.MULTILINE);
    private static final String CHARSET = "<meta charset=\"utf-8\">";

    private final String before;
    private final String after;

    TracePage() {
        Map<?, ?> bundle = bundle();
        String style = parts(bundle.get("styles")).stream().map(TracePage::file).collect(Collectors.joining("\n"));
        // The modules' names are all different, so that they make one.
        String script =
                parts(bundle.get("modules")).stream().map(TracePage::module).collect(Collectors.joining("\n"));
        String policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"
                + " base-uri 'none'; form-action 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                + "\">";
        String page = file("index.html").replace(CHARSET, CHARSET + "\n" + policy);
        String[] halves = BUNDLE.split(page, 2);
        before = halves[0] + "<style>" + style + "</style>\n<script type=\"application/json\" id=\"trace\">";
        after = "</script>\n<script type=\"module\">" + script + "</script>" + halves[1];
    }

    /** The page with this data. */
    byte[] with(byte[] json) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(before.length() + after.length() + json.length + 1024);
        page.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        for (byte b : json) {
            // In JSON it can only be within a string, where it may as well be written like this; as it is it could end
            // the element.
            if (b == '<') {
                page.writeBytes("\\u003c".getBytes(StandardCharsets.US_ASCII));
            } else {
                page.write(b);
            }
        }
        page.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return page.toByteArray();
    }

    private static Map<?, ?> bundle() {
        try {
            return (Map<?, ?>)
                    Objects.requireNonNull(Json.read(file("bundle.json").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new IllegalStateException("bundle.json is no JSON", broken);
        }
    }

    private static List<String> parts(@Nullable Object names) {
        List<String> parts = new ArrayList<>();
        if (names instanceof List<?> list) {
            list.forEach(name -> parts.add(String.valueOf(name)));
        }
        return parts;
    }

    private static String module(String name) {
        return EXPORT.matcher(IMPORT.matcher(file(name)).replaceAll("")).replaceAll("");
    }

    private static String file(String name) {
        byte[] content = StaticFiles.read("/" + name);
        if (content == null) {
            throw new IllegalStateException("the page has no file " + name);
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
