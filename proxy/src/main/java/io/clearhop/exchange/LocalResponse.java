package io.clearhop.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A response that the proxy makes by itself.
 *
 * @param status three digits
 * @param reason the reason phrase
 * @param proxyStatus the error type and parameters for Proxy-Status, or null for a response that is no error
 * @param contentType of the body
 * @param body text, sent as UTF-8
 * @param extraFields further field lines, each with its CRLF
 */
public record LocalResponse(
        int status, String reason, @Nullable String proxyStatus, String contentType, String body, String extraFields) {}
