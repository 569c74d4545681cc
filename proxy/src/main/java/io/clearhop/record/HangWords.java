package io.clearhop.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every sentence about a hang and its cause: one row a sentence, with names in braces for what the situation says. */
enum HangWords {
    PROXY_BUSY("The proxy itself is busy with this request."),
    POOL_IN_USE("All connections to {hop} are in use; this request waits until another exchange gives one back."),
    CONNECT_UNANSWERED("The proxy connects to {hop} and gets no answer to that: nobody accepts, nobody refuses."),
    CONTINUE_AWAITED(
            "The client has sent Expect: 100-continue and holds its content back; {hop} has neither asked for it nor"
                    + " answered."),
    REQUEST_INCOMPLETE(
            "The request is not complete: the client has sent {fromClient} bytes of its content and no more."),
    CONTENT_NOT_TAKEN(
            "{hop} does not read the request's content; after {fromClient} bytes the proxy stopped reading from the"
                    + " client, too."),
    UNANSWERED("{hop} has the whole request and has not begun to answer."),
    DUMB_PARENT_SUSPECTED(
            "The request went out on a connection that has carried {before} before; the parent proxy does not answer"
                    + " it. If that is a dumb one it does not even read it: it waits for its origin to close."),
    RESPONSE_STOPPED(
            "{hop} has begun to answer, with {toClient} bytes of content so far, and sends no more; a stream may just"
                    + " be quiet."),
    RESPONSE_NOT_TAKEN(
            "The client does not read the response; after {toClient} bytes the proxy stopped reading from {hop}, too."),
    RELAYED_PART("{hop} has sent a part of its response, {toClient} bytes with the head, and sends no more."),
    NEXT_REQUEST_UNSEEN(Relay.WAITS
            + " The client has sent one, on its own connection, where the dumb proxy does not look any more."),
    NEXT_REQUEST_WOULD_BE_UNSEEN(Relay.WAITS + " A further request of the client would not be seen."),
    END_NOT_TOLD(Relay.WAITS + " The client cannot tell that the response is over."),
    TUNNEL_QUIET("The tunnel is quiet; whether anything is awaited only its two ends know."),
    TUNNEL_CLIENT_ENDED(
            "The client has sent its last byte through the tunnel, and the origin was told; it neither sends nor"
                    + " closes."),
    TUNNEL_ORIGIN_ENDED(
            "The origin has sent its last byte through the tunnel, and the client was told; it neither sends nor"
                    + " closes."),
    TUNNEL_CLIENT_TAKES_NOTHING(
            "The client does not read what the tunnel brings, so the proxy does not read from the origin either."),
    TUNNEL_ORIGIN_TAKES_NOTHING(
            "The origin does not read what the tunnel brings, so the proxy does not read from the client either."),

    EXPECT_CONTINUE("The client wants to hear first whether its content is welcome; it need not wait for ever."),
    PARENT_TAKEN_FOR_PERSISTENT(
            "The response before was HTTP/1.1 without Connection: close, which a dumb parent relayed as it came; so"
                    + " this proxy takes the parent for one that persists."),
    PROXY_CONNECTION_RELAYED(
            "The dumb proxy relayed it, and the parent proxy takes it for the wish of its own client, the dumb proxy,"
                    + " and keeps the connection."),
    CONNECTION_RELAYED(
            "It was meant for the proxy alone. The dumb proxy relayed it, and {hop} takes the proxy for a client that"
                    + " wants to persist."),
    VERSION_RELAYED(
            "HTTP/1.1 persists unless somebody says Connection: close. The dumb proxy relayed the version, and {hop}"
                    + " takes the proxy for a client that persists.");

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String words;

    HangWords(String words) {
        this.words = words;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence with its places. */
    String words() {
        return words;
    }

    /** Says it of a situation. */
    Saying of(Situation now) {
        Map<String, String> values = new HashMap<>();
        String said =
                PLACE.matcher(words).replaceAll(place -> values.computeIfAbsent(name(place), of -> value(of, now)));
        return new Saying(label(), values, Label.sentence(said));
    }

    private static String name(MatchResult place) {
        return place.group(1);
    }

    private static String value(String place, Situation now) {
        return switch (place) {
            case "hop" -> now.hop();
            case "fromClient" -> Long.toString(now.fromClient());
            case "toClient" -> Long.toString(now.toClient());
            case "before" -> Integer.toString(now.nthOfOrigin() - 1);
            default -> throw new IllegalArgumentException(place);
        };
    }

    /** What three of the sentences begin with. */
    private static final class Relay {
        static final String WAITS =
                "The dumb proxy has relayed the response and waits for {hop} to close, for it knows no other end; {hop}"
                        + " keeps the connection open and waits for a further request.";
    }
}
