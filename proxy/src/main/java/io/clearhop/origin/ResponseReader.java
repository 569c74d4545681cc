package io.clearhop.origin;

import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.KeepAliveHint;
import io.clearhop.http.KnownLines;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.Persistence;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the response of one exchange from the bytes of an origin connection and hands it on: interim heads, the final
 * head, content. It knows no channel. Used again for the next response.
 */
final class ResponseReader {
    /** What has been found. */
    enum Result {
        /** The response goes on. */
        INCOMPLETE,
        /** The response is complete; bytes that are left belong to no response. */
        END,
        /** 2xx to CONNECT: the bytes that are left are the tunnel's. */
        TUNNEL,
        /** 407 to credentials that are this proxy's and not the client's. */
        REFUSED,
        /** 101: if it is valid, the bytes that are left are the tunnel's. */
        SWITCHED,
        MALFORMED
    }

    private enum Phase {
        HEAD,
        CONTENT,
        END
    }

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HeadParser parser;
    private final BodyForwarder body;
    private final ConnectionOptions options = new ConnectionOptions();
    private final BodyFraming framing = new BodyFraming();
    private final KeepAliveHint hint = new KeepAliveHint();

    private Phase phase = Phase.END;
    private boolean answered;
    private @Nullable CloseReason closeReason;
    private @Nullable Malformed fault;

    /**
     * Makes a reader.
     *
     * @param known lines of the origin's responses
     */
    ResponseReader(HeadLimits limits, KnownLines known) {
        parser = new HeadParser(HeadParser.Kind.RESPONSE, limits, known);
        body = new BodyForwarder(HeadParser.Kind.RESPONSE_TRAILERS, limits);
    }

    /** Prepares for a response. */
    void begin() {
        parser.reset();
        phase = Phase.HEAD;
        answered = false;
        fault = null;
        closeReason = null;
    }

    /** Keeps no more memory than a connection at rest should. */
    void rest() {
        parser.reset();
    }

    /** Whether any byte has arrived. */
    boolean isAnswered() {
        return answered;
    }

    /** Whether the final head has not been found yet. */
    boolean isBeforeContent() {
        return phase == Phase.HEAD;
    }

    /** Whether the response is complete. */
    boolean isEnd() {
        return phase == Phase.END;
    }

    /** Why the connection closes after this exchange, or null; final once the head has been handed on. */
    @Nullable
    CloseReason closeReason() {
        return closeReason;
    }

    /** The connection closes after this exchange; the first reason counts. */
    void mustClose(CloseReason why) {
        if (closeReason == null) {
            closeReason = why;
        }
    }

    /** How long the connection may rest afterwards, at most as long as the proxy's own limit. */
    long idleMillis(long ownLimit) {
        return hint.hasTimeout() ? Math.min(ownLimit, hint.idleMillis()) : ownLimit;
    }

    /** What the origin has said of it, if that is why it rests no longer than so many milliseconds; else -1. */
    int hint(long idleMillis) {
        return hint.hasTimeout() && hint.idleMillis() == idleMillis ? hint.timeoutSeconds() : -1;
    }

    /** What is wrong, after {@link Result#MALFORMED}. */
    Malformed fault() {
        Malformed found = fault;
        if (found == null) {
            throw new IllegalStateException("nothing malformed was found");
        }
        return found;
    }

    /** The last head, after {@link Result#TUNNEL} and {@link Result#SWITCHED}. */
    Head head() {
        return parser.head();
    }

    /** The options of the last head. */
    ConnectionOptions options() {
        return options;
    }

    /** Bytes of content so far. */
    long content() {
        return phase == Phase.HEAD ? 0 : body.content();
    }

    /** How many bytes of content may go to the client as they are, without coming here. */
    long passable() {
        return phase == Phase.CONTENT ? body.passable() : 0;
    }

    /** So many bytes have done so. */
    void passed(int bytes) {
        body.passed(bytes);
    }

    /** Whether the last byte was one of them: then {@link #read} finds the end, though there is nothing to read. */
    boolean hasPassedLast() {
        return phase == Phase.CONTENT && body.isEnd();
    }

    /** Bytes of content that are missing, as far as it is known. */
    long missing() {
        return body.remaining();
    }

    /** Consumes what belongs to the response. */
    Result read(ByteBuf in, OriginSource user) {
        answered = true;
        while (phase == Phase.HEAD) {
            HeadParser.Result found = parser.parse(in);
            if (found == HeadParser.Result.INCOMPLETE) {
                return Result.INCOMPLETE;
            }
            if (found == HeadParser.Result.MALFORMED) {
                return malformed(parser.fault());
            }
            Head head = parser.head();
            in.skipBytes(head.length());
            options.read(head);
            Malformed excessive = options.fault();
            if (excessive != null) {
                return malformed(excessive);
            }
            if (user.sink().refuses(options)) {
                return malformed(Malformed.PROTECTED_NOMINATED);
            }
            if (head.status() >= 200) {
                Result unusual = finalHead(head, in.readableBytes(), user);
                if (unusual != null) {
                    return unusual;
                }
            } else if (head.status() == SWITCHING_PROTOCOLS) {
                return Result.SWITCHED;
            } else {
                if (options.close()) {
                    mustClose(CloseReason.ORIGIN_ASKED);
                }
                user.sink().interim(head, options);
                parser.reset();
            }
        }
        return content(in, user);
    }

    private @Nullable Result finalHead(Head head, int following, OriginSource user) {
        framing.ofResponse(head, user.method());
        Malformed ambiguous = framing.fault();
        if (ambiguous != null) {
            return malformed(ambiguous);
        }
        if (user.method() == Method.CONNECT && head.status() < 300) {
            phase = Phase.END;
            return Result.TUNNEL;
        }
        if (head.status() == PROXY_AUTHENTICATION_REQUIRED && user.hasOwnCredentials()) {
            return Result.REFUSED;
        }
        latchPersistence(head);
        phase = Phase.CONTENT;
        BodyForwarder.Mode mode = user.head(head, options, framing, atHand(following), closeReason);
        body.begin(framing.kind(), framing.length(), mode, options.nominatedNames());
        return null;
    }

    /** The whole content, if it has arrived. */
    private int atHand(int following) {
        return framing.kind() == BodyFraming.Kind.LENGTH && framing.length() <= following ? (int) framing.length() : 0;
    }

    /** Once there is a reason to close it is never taken back. */
    private void latchPersistence(Head head) {
        hint.read(head);
        CloseReason why = Persistence.ofResponse(head.isHttp10(), options, framing);
        if (why != null) {
            mustClose(why);
        } else if (hint.isLast() || hint.hasTimeout() && hint.idleMillis() == 0) {
            mustClose(CloseReason.ORIGIN_KEEP_ALIVE);
        }
    }

    private Result content(ByteBuf in, OriginSource user) {
        Run run = body.forward(in, user.sink());
        if (run == Run.MALFORMED) {
            return malformed(body.fault());
        }
        if (run != Run.END) {
            return Result.INCOMPLETE;
        }
        phase = Phase.END;
        return Result.END;
    }

    /**
     * The origin has closed.
     *
     * @return whether that is the end of the response
     */
    boolean endAtClose(OriginSource user) {
        if (phase != Phase.CONTENT || !body.endsAtClose()) {
            return false;
        }
        body.endAtClose(user.sink());
        phase = Phase.END;
        return true;
    }

    private Result malformed(Malformed found) {
        fault = found;
        return Result.MALFORMED;
    }
}
