package io.clearhop.exchange;

import io.clearhop.http.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What TRACE shows: the request as it was received, without the fields that are likely to be secret (RFC 9110 section
 * 9.3.8).
 */
final class LoopBack {
    static final String MEDIA_TYPE = "message/http";
    /** Authorization, Cookie, X-Api-Key, X-Csrf-Token and whatever else people call their secrets. */
    private static final String[] SECRETS = {
        "auth", "cookie", "credential", "key", "passw", "secret", "session", "token"
    };

    private LoopBack() {}

    /** The head as text of ISO-8859-1, which any bytes are. */
    static String of(Head head) {
        ByteBuf out = Unpooled.buffer(head.length());
        for (int i = 0; i < head.fields(); i++) {
            if (!isLikelySecret(head.name(i))) {
                head.copyLines(i, i + 1, out);
            }
        }
        return head.startLine() + "\r\n" + out.toString(StandardCharsets.ISO_8859_1) + "\r\n";
    }

    static boolean isLikelySecret(String fieldName) {
        String name = fieldName.toLowerCase(Locale.ROOT);
        for (String secret : SECRETS) {
            if (name.contains(secret)) {
                return true;
            }
        }
        return false;
    }
}
