package io.clearhop.record;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exchange while it changes. */
final class ExchangeEntry extends Entry<ExchangeView> {
    static final String NOT_RECORDED = "Not kept: more exchanges a second than are recorded (--record-rate).";
    static final String MEMORY_WAS_FULL =
            "Not kept: the heads of what went on at the same time filled the memory for them.";

    private static final int WEIGHT = 1500;
    private static final int MOST_RESPONSES = 16;
    private static final int MOST_STEPS = 64;
    private static final int USUAL_STEPS = 6;
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

    final List<FieldView> trailers = new ArrayList<>();
    private final List<HeadPair> responses = new ArrayList<>(1);
    private final List<Step> steps = new ArrayList<>(USUAL_STEPS);
    private final List<AttemptView> attempts = new ArrayList<>(1);

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
        addBounded(pair, responses, MOST_RESPONSES);
    }

    void step(double t, String what, String text) {
        addBounded(new Step(t, what, text, Step.NUMBERLESS, Map.of()), steps, MOST_STEPS);
    }

    void step(double t, Saying said) {
        addBounded(new Step(t, said.label(), said.sentence(), Step.NUMBERLESS, said.values()), steps, MOST_STEPS);
    }

    /** The text has a {@code %d} for the number. */
    void step(double t, String what, String text, long number) {
        addBounded(new Step(t, what, text, number, Map.of()), steps, MOST_STEPS);
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

    void requestSent(byte[] head, @Nullable KeptDecisions decisions) {
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
                headless || requestLine().startLine().isEmpty() ? null : request.view(unknown),
                heads,
                List.copyOf(trailers),
                steps.stream().map(Step::view).toList(),
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
