package io.clearhop.record;

import io.clearhop.forward.FieldDecision;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange while it changes. */
final class ExchangeEntry extends Entry<ExchangeView> {
    private static final int WEIGHT = 1500;
    private static final int MOST_RESPONSES = 16;
    private static final int MOST_STEPS = 64;

    final long client;
    final int nth;
    final boolean dumb;
    final boolean late;
    final double started;
    final HeadText requestText;

    /** Whether of its heads nothing but the first lines is kept. */
    boolean headless;

    ExchangeKind kind;
    long origin;
    int nthOfOrigin;

    @Nullable
    OriginChoice choice;

    int status;

    @Nullable
    Double requestEnded;

    @Nullable
    Double forwarded;

    @Nullable
    Double firstByte;

    @Nullable
    Double ended;

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
    String retryRefused;

    HeadPair request;
    /** Of the blind relay: what the origin's response began with. */
    byte[] relayedHead = HeadPair.NONE;

    final List<FieldView> trailers = new ArrayList<>();
    private final List<HeadPair> responses = new ArrayList<>();
    private final List<StepView> steps = new ArrayList<>();
    private final List<AttemptView> attempts = new ArrayList<>();

    ExchangeEntry(long id, long client, int nth, boolean dumb, boolean late, double started, byte[] requestHead) {
        super(id);
        this.client = client;
        this.nth = nth;
        this.dumb = dumb;
        this.late = late;
        this.started = started;
        lastProgress = started;
        kind = dumb ? ExchangeKind.RELAY : ExchangeKind.EXCHANGE;
        request = new HeadPair(requestHead, HeadPair.NONE, List.of());
        requestText = HeadText.of(HeadText.startLine(requestHead));
    }

    /** An origin may send interim responses without end: the last of so many is the newest. */
    void response(HeadPair pair) {
        addBounded(pair, responses, MOST_RESPONSES);
    }

    void step(double t, String what, String text) {
        addBounded(new StepView(t, what, text), steps, MOST_STEPS);
    }

    private static <T> void addBounded(T one, List<T> all, int most) {
        if (all.size() == most) {
            all.remove(most - 1);
        }
        all.add(one);
    }

    void progress(double t) {
        lastProgress = Math.max(lastProgress, t);
        hang = null;
    }

    void requestSent(byte[] head, @Nullable List<FieldDecision> decisions) {
        request = new HeadPair(request.received(), head, decisions);
    }

    void attemptBegins(long connection, double t) {
        attempts.add(new AttemptView(connection, t, null, null, false));
    }

    void attemptEnds(double t, @Nullable String why, boolean retried) {
        int last = attempts.size() - 1;
        if (last >= 0 && attempts.get(last).ended() == null) {
            AttemptView attempt = attempts.get(last);
            attempts.set(last, new AttemptView(attempt.origin(), attempt.began(), t, why, retried));
        }
    }

    int attempts() {
        return attempts.size();
    }

    @Override
    ExchangeView look() {
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
                requestEnded,
                forwarded,
                firstByte,
                ended,
                requestBytes,
                responseBytes,
                lastProgress,
                List.copyOf(attempts),
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
                headless || requestText.startLine().isEmpty() ? null : request.view(unknown),
                heads,
                List.copyOf(trailers),
                List.copyOf(steps),
                Reasons.of(this),
                headsWhy());
    }

    private @Nullable String headsWhy() {
        if (late) {
            return "Not kept: more exchanges a second than are recorded (--record-rate).";
        }
        return headless ? "Not kept: the heads of what went on at the same time filled the memory for them." : null;
    }

    @Override
    int weight() {
        return WEIGHT
                + request.weight()
                + relayedHead.length
                + responses.stream().mapToInt(HeadPair::weight).sum();
    }
}
