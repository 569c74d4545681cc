package io.clearhop.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response that the proxy makes by itself.
 *
 * @param status three digits
 * @param reason the reason phrase
 * @param proxyStatus the error type and parameters for Proxy-Status, or null for a response that is no error
 * @param contentType of the body
 * @param body text
 * @param charset of the body
 * @param extraFields further field lines, each with its CRLF
 */
public record LocalResponse(
        int status,
        String reason,
        @Nullable String proxyStatus,
        String contentType,
        String body,
        Charset charset,
        String extraFields) {

    /** A response whose body is UTF-8. */
    public LocalResponse(
            int status,
            String reason,
            @Nullable String proxyStatus,
            String contentType,
            String body,
            String extraFields) {
        this(status, reason, proxyStatus, contentType, body, StandardCharsets.UTF_8, extraFields);
    }

    /** The body as it is sent. */
    public byte[] content() {
        return body.getBytes(charset);
    }
}
