package io.clearhop.record;

import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.KeepAliveHint;
import io.clearhop.http.Method;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * What a response head says of its end and of persistence.
 *
 * @param headLength bytes of the head itself
 * @param length bytes of content, or -1 where the head does not say
 * @param timeoutSeconds of {@code Keep-Alive}, or -1
 */
record ResponseWords(int headLength, long length, boolean close, int timeoutSeconds) {
    /** Reads a head; null if it is none, or not whole. */
    static @Nullable ResponseWords of(byte[] bytes, Method method) {
        HeadParser parser = new HeadParser(HeadParser.Kind.RESPONSE, HeadLimits.DEFAULTS);
        if (parser.parse(Unpooled.wrappedBuffer(bytes)) != HeadParser.Result.COMPLETE) {
            return null;
        }
        Head head = parser.head();
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        BodyFraming framing = new BodyFraming();
        framing.ofResponse(head, method);
        KeepAliveHint hint = new KeepAliveHint();
        hint.read(head);
        long length = switch (framing.kind()) {
            case NONE -> 0;
            case LENGTH -> framing.length();
            case CHUNKED, UNTIL_CLOSE -> -1;
        };
        return new ResponseWords(head.length(), length, options.close(), hint.timeoutSeconds());
    }
}
