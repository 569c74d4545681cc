package io.clearhop.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exchange, as it was at one moment, without its heads. Times are milliseconds since the start of the proxy, null for
 * what has not happened.
 *
 * @param client number of the client's connection
 * @param nth counts the exchanges of that connection from 1
 * @param origin number of the origin's connection, or null
 * @param nthOfOrigin counts the exchanges of that one, 0 for none
 * @param originWhy why that connection was chosen, or null
 * @param method empty where there was no whole request head
 * @param target as received
 * @param protocol as in {@code HTTP/1.1}
 * @param status sent to the client, 0 for none yet
 * @param requestBytes of content; of a tunnel and of the blind relay all bytes
 * @param lastProgress when something moved last
 * @param attempts all but the last failed
 * @param detail what went wrong, in words, or null
 * @param clientClose why the client's connection closes after it, null if it is kept or nobody knows yet
 * @param watched whether its heads were looked at; one of many at a time is noticed only when it takes long
 * @param hang what it hangs on, or null
 * @param version of the whole state when this last changed
 */
public record ExchangeView(
        long id,
        long client,
        int nth,
        @Nullable Long origin,
        int nthOfOrigin,
        @Nullable Label originWhy,
        String method,
        String target,
        String protocol,
        int status,
        boolean dumb,
        ExchangeKind kind,
        double started,
        @Nullable Double requestEnded,
        @Nullable Double forwarded,
        @Nullable Double firstByte,
        @Nullable Double ended,
        long requestBytes,
        long responseBytes,
        double lastProgress,
        List<AttemptView> attempts,
        @Nullable Label outcome,
        @Nullable String detail,
        @Nullable Label clientClose,
        @Nullable Label originClose,
        boolean watched,
        @Nullable HangView hang,
        long version) {}
