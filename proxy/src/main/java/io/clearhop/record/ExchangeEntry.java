package io.clearhop.record;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange while it changes. */
final class ExchangeEntry extends Entry<ExchangeView, ExchangeEntry> {
    static final String NOT_RECORDED = "Not kept: more exchanges a second than are recorded (--record-rate).";
    static final String MEMORY_WAS_FULL =
            "Not kept: the heads of what went on at the same time filled the memory for them.";

    private static final int WEIGHT = 1500;
    private static final int MOST_RESPONSES = 16;
    /** The time of what has not happened. */
    private static final double NEVER = Double.NaN;

    final long client;
    final int nth;
    final boolean dumb;
    final boolean late;
    final double started;

    /** Whether of its heads nothing but the first lines is kept. */
    boolean headless;

    ExchangeKind kind;
    long origin;
    int nthOfOrigin;

    @Nullable
    OriginChoice choice;

    int status;

    double requestEnded = NEVER;
    double forwarded = NEVER;
    double firstByte = NEVER;
    double ended = NEVER;

    long requestBytes;
    long responseBytes;
    double lastProgress;

    @Nullable
    Outcome outcome;

    @Nullable
    String detail;

    @Nullable
    CloseReason clientClose;

    @Nullable
    CloseReason originClose;

    @Nullable
    HangView hang;

    @Nullable
    Saying retryRefused;

    HeadPair request;
    /** Of the blind relay: what the origin's response began with. */
    byte[] relayedHead = HeadPair.NONE;

    final Steps steps = new Steps();
    private List<FieldView> trailers = List.of();
    private List<HeadPair> responses = List.of();
    private List<AttemptView> attempts = List.of();

    ExchangeEntry(long id, long client, int nth, boolean dumb, boolean late, double started, byte[] requestHead) {
        super(id);
        this.client = client;
        this.nth = nth;
        this.dumb = dumb;
        this.late = late;
        this.started = started;
        lastProgress = started;
        kind = dumb ? ExchangeKind.RELAY : ExchangeKind.EXCHANGE;
        request = new HeadPair(requestHead, HeadPair.NONE, KeptDecisions.NONE);
    }

    /** An origin may send interim responses without end: the last of so many is the newest. */
    void response(HeadPair pair) {
        responses = responses.size() == MOST_RESPONSES ? Few.endingWith(pair, responses) : Few.and(responses, pair);
    }

    void trailers(List<FieldView> lines) {
        trailers = Few.joined(trailers, lines);
    }

    void progress(double t) {
        lastProgress = Math.max(lastProgress, t);
        hang = null;
    }

    void requestSent(byte[] head, @Nullable KeptDecisions decisions) {
        request = new HeadPair(request.received(), head, decisions);
    }

    void attemptBegins(long connection, double t) {
        attempts = Few.and(attempts, new AttemptView(connection, t, null, null, false));
    }

    void attemptEnds(double t, @Nullable String why, boolean retried) {
        int last = attempts.size() - 1;
        if (last >= 0 && attempts.get(last).ended() == null) {
            AttemptView attempt = attempts.get(last);
            attempts = Few.endingWith(new AttemptView(attempt.origin(), attempt.began(), t, why, retried), attempts);
        }
    }

    int attempts() {
        return attempts.size();
    }

    @Override
    ExchangeView look() {
        HeadText requestText = requestLine();
        return new ExchangeView(
                id(),
                client,
                nth,
                origin == 0 ? null : origin,
                nthOfOrigin,
                choice == null ? null : Label.of(choice),
                requestText.word(0),
                requestText.word(1),
                requestText.word(2),
                status,
                dumb,
                kind,
                started,
                unlessNever(requestEnded),
                unlessNever(forwarded),
                unlessNever(firstByte),
                unlessNever(ended),
                requestBytes,
                responseBytes,
                lastProgress,
                attempts,
                outcome == null ? null : Label.of(outcome),
                detail,
                Label.of(clientClose),
                Label.of(originClose),
                !late,
                hang,
                version());
    }

    ExchangeDetail detailed() {
        List<HeadsView> heads = headless
                ? List.of()
                : responses.stream().map(pair -> pair.view(LineRule.NOT_KEPT)).toList();
        LineRule unknown = late && origin != 0 ? LineRule.NOT_KEPT : LineRule.NOT_FORWARDED;
        return new ExchangeDetail(
                view(),
                headless || requestLine().startLine().isEmpty() ? null : request.view(unknown),
                heads,
                trailers,
                steps.views(),
                Reasons.of(this),
                headsWhy());
    }

    private HeadText requestLine() {
        return HeadText.of(HeadText.startLine(request.received()));
    }

    private static @Nullable Double unlessNever(double t) {
        return Double.isNaN(t) ? null : t;
    }

    private @Nullable String headsWhy() {
        if (late) {
            return NOT_RECORDED;
        }
        return headless ? MEMORY_WAS_FULL : null;
    }

    @Override
    int weight() {
        return WEIGHT
                + request.weight()
                + relayedHead.length
                + responses.stream().mapToInt(HeadPair::weight).sum();
    }
}
