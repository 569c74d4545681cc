package io.clearhop.record;

import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Method;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * What a request head says of persistence.
 *
 * @param connection the line as it was spelled, or null
 * @param proxyConnection the line as it was spelled, or null
 */
record RequestWords(
        Method method,
        boolean http10,
        boolean close,
        boolean keepAlive,
        boolean proxyKeepAlive,
        @Nullable String connection,
        @Nullable String proxyConnection) {
    /** Reads a head; null if it is none. */
    static @Nullable RequestWords of(byte[] bytes) {
        HeadParser parser = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS);
        if (parser.parse(Unpooled.wrappedBuffer(bytes)) != HeadParser.Result.COMPLETE) {
            return null;
        }
        Head head = parser.head();
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        return new RequestWords(
                head.method(),
                head.isHttp10(),
                options.close(),
                options.keepAlive(),
                options.proxyKeepAlive(),
                line(head, Field.CONNECTION),
                line(head, Field.PROXY_CONNECTION));
    }

    /** The first line of a field as it was spelled, or null. */
    static @Nullable String line(Head head, Field field) {
        int i = head.find(field, 0);
        return i < 0 ? null : head.name(i) + ": " + head.value(i);
    }
}
