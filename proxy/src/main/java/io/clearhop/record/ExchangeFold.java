package io.clearhop.record;

import io.clearhop.forward.FieldDecision;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.ProxyEvent;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Folds events into exchanges. Guarded by the state's lock. */
final class ExchangeFold {
    private final Shelf<ExchangeEntry> exchanges;
    private final Versions versions;
    private final Clock clock;
    private final Secrets secrets;
    private final Hangs hangs;
    private final SharedDecisions decisions = new SharedDecisions();
    private long completed;
    private long unwatched;
    private long hung;

    ExchangeFold(Shelf<ExchangeEntry> exchanges, Versions versions, Clock clock, Secrets secrets, Hangs hangs) {
        this.exchanges = exchanges;
        this.versions = versions;
        this.clock = clock;
        this.secrets = secrets;
        this.hangs = hangs;
    }

    Snapshot.Counts counts() {
        return new Snapshot.Counts(completed, unwatched, hung);
    }

    /** Something about an exchange moves it forward. */
    private void change(ProxyEvent event, long id, ObjDoubleConsumer<ExchangeEntry> how) {
        ExchangeEntry entry = exchanges.find(id);
        if (entry != null) {
            double t = clock.millis(event.nanos());
            entry.progress(t);
            how.accept(entry, t);
            entry.touch(versions.next());
        }
    }

    /** The same for what makes it heavier. */
    private void changeHeads(ProxyEvent event, long id, ObjDoubleConsumer<ExchangeEntry> how) {
        change(event, id, (entry, t) -> {
            int before = entry.weight();
            how.accept(entry, t);
            if (entry.outcome == null) {
                exchanges.grown(entry.weight() - before);
            }
        });
    }

    /** A head as it is kept: without secrets, and of an exchange that came when there were too many no more than a line. */
    private byte[] kept(boolean headless, byte[] head) {
        return secrets.mask(headless ? HeadText.startLine(head) : head);
    }

    void on(ProxyEvent.RequestReceived event, boolean dumb) {
        double t = clock.millis(event.nanos());
        boolean headless = exchanges.isHeavy();
        byte[] head = kept(headless, event.head());
        ExchangeEntry entry =
                new ExchangeEntry(event.exchange(), event.client(), event.nth(), dumb, event.late(), t, head);
        entry.headless = headless;
        entry.steps.add(t, StepWords.RECEIVED);
        entry.touch(versions.next());
        exchanges.add(entry, entry.version());
    }

    void on(ProxyEvent.RequestEnded event) {
        change(event, event.exchange(), (entry, t) -> {
            entry.requestEnded = t;
            entry.requestBytes = event.content();
            entry.steps.add(t, StepWords.REQUEST_ENDED, event.content());
        });
    }

    void on(ProxyEvent.OriginAwaited event) {
        change(event, event.exchange(), (entry, t) -> entry.steps.add(t, StepWords.AWAITED));
    }

    void on(ProxyEvent.OriginConnecting event) {
        change(
                event,
                event.exchange(),
                (entry, t) -> entry.steps.add(
                        t,
                        new Saying(
                                "origin-connecting",
                                Map.of(
                                        "origin",
                                        event.origin().toString(),
                                        "why",
                                        event.why().label()),
                                "A connection to " + event.origin() + " is being made: "
                                        + event.why().sentence() + ".")));
    }

    void on(ProxyEvent.OriginConnected event) {
        change(event, event.exchange(), (entry, t) -> entry.steps.add(t, StepWords.CONNECTED));
    }

    void on(ProxyEvent.OriginFailed event) {
        change(
                event,
                event.exchange(),
                (entry, t) -> entry.steps.add(
                        t,
                        new Saying(
                                "origin-failed", Map.of("why", event.why()), "It could not be made. " + event.why())));
    }

    void on(ProxyEvent.OriginTaken event) {
        change(event, event.exchange(), (entry, t) -> {
            entry.origin = event.connection();
            entry.nthOfOrigin = event.nth();
            entry.choice = event.why();
            entry.forwarded = t;
            entry.attemptBegins(event.connection(), t);
            entry.steps.add(t, StepWords.FORWARDED, event.nth());
        });
    }

    void on(ProxyEvent.RequestForwarded event) {
        changeHeads(
                event,
                event.exchange(),
                (entry, t) ->
                        entry.requestSent(kept(entry.headless, event.head()), decisions(entry, event.decisions())));
    }

    void on(ProxyEvent.ExchangeRetried event) {
        change(event, event.exchange(), (entry, t) -> {
            entry.attemptEnds(t, event.why(), true);
            entry.steps.add(
                    t,
                    new Saying(
                            "retried", Map.of("cause", event.cause().label()), "It is sent once more: " + event.why()));
        });
    }

    void on(ProxyEvent.RetryRefused event) {
        change(event, event.exchange(), (entry, t) -> {
            String cause = event.cause().label();
            String why = event.why().sentence();
            entry.retryRefused = new Saying(
                    "retry-refused",
                    Map.of("cause", cause, "why", why),
                    "It was not sent once more after " + cause + ": " + why + ".");
            entry.steps.add(t, entry.retryRefused);
        });
    }

    void on(ProxyEvent.FirstByte event) {
        change(event, event.exchange(), (entry, t) -> {
            entry.firstByte = t;
            entry.steps.add(t, StepWords.FIRST_BYTE);
        });
    }

    void on(ProxyEvent.RelayedHead event) {
        changeHeads(event, event.exchange(), (entry, t) -> {
            entry.status = HeadText.of(event.head()).status();
            entry.relayedHead = kept(entry.headless, event.head());
            entry.response(new HeadPair(entry.relayedHead, entry.relayedHead, null));
        });
    }

    void on(ProxyEvent.ResponseForwarded event) {
        changeHeads(event, event.exchange(), (entry, t) -> {
            entry.status = event.status();
            entry.response(new HeadPair(
                    kept(entry.headless, event.received()),
                    kept(entry.headless, event.sent()),
                    decisions(entry, event.decisions())));
            entry.steps.add(t, StepWords.RESPONSE_FORWARDED, event.status());
        });
    }

    void on(ProxyEvent.Answered event) {
        changeHeads(event, event.exchange(), (entry, t) -> {
            entry.status = event.status();
            entry.response(new HeadPair(HeadPair.NONE, secrets.mask(event.sent()), null));
            entry.steps.add(t, StepWords.ANSWERED, event.status());
        });
    }

    void on(ProxyEvent.TrailersForwarded event) {
        change(event, event.exchange(), (entry, t) -> entry.trailers(HeadComparison.trailers(event.decisions())));
    }

    /** Returns the entry, whose connections become a tunnel as well. */
    @Nullable
    ExchangeEntry on(ProxyEvent.TunnelBegan event) {
        change(event, event.exchange(), (entry, t) -> {
            entry.kind = event.upgrade() ? ExchangeKind.UPGRADE : ExchangeKind.TUNNEL;
            entry.steps.add(t, StepWords.TUNNEL);
        });
        return exchanges.find(event.exchange());
    }

    @Nullable
    ExchangeEntry on(ProxyEvent.TunnelFinished event) {
        change(
                event,
                event.exchange(),
                (entry, t) -> entry.steps.add(
                        t,
                        new Saying(
                                "half-closed",
                                Map.of("by", event.byClient() ? "client" : "origin"),
                                (event.byClient() ? "The client" : "The origin")
                                        + " has sent its last byte; the other end is told.")));
        return exchanges.find(event.exchange());
    }

    void on(ProxyEvent.ExchangeProgress event) {
        ExchangeEntry entry = exchanges.find(event.exchange());
        if (entry != null) {
            // What has a step of its own has its time.
            boolean told = entry.lastProgress >= clock.millis(event.after());
            entry.progress(told ? entry.lastProgress : clock.millis(event.nanos()));
            entry.requestBytes = event.fromClient();
            entry.responseBytes = event.toClient();
            entry.touch(versions.next());
        }
    }

    void on(ProxyEvent.ExchangeStalled event) {
        ExchangeEntry entry = exchanges.find(event.exchange());
        if (entry != null && entry.outcome == null) {
            if (entry.hang == null) {
                hung++;
            }
            entry.requestBytes = event.fromClient();
            entry.responseBytes = event.toClient();
            entry.hang = hangs.of(entry, event);
            entry.touch(versions.next());
        }
    }

    void on(ProxyEvent.ExchangeCompleted event) {
        completed++;
        ExchangeSummary summary = event.summary();
        ExchangeEntry entry = exchanges.find(summary.exchange());
        if (entry == null) {
            unwatched++;
            return;
        }
        double t = clock.millis(event.nanos());
        entry.progress(t);
        entry.ended = t;
        entry.outcome = summary.outcome();
        entry.detail = summary.detail();
        entry.status = summary.status() == 0 ? entry.status : summary.status();
        entry.requestBytes = summary.requestBytes();
        entry.responseBytes = summary.responseBytes();
        entry.clientClose = summary.clientClose();
        entry.originClose = summary.originClose();
        entry.attemptEnds(t, null, false);
        entry.steps.add(t, StepWords.completed(summary.outcome()));
        entry.touch(versions.next());
        exchanges.over(entry, entry.version());
    }

    /** The dumb proxy decides nothing; of an exchange that is noticed late nobody has kept what was decided. */
    private @Nullable KeptDecisions decisions(ExchangeEntry entry, @Nullable List<FieldDecision> told) {
        if (told == null || entry.headless) {
            return entry.dumb ? null : KeptDecisions.NONE;
        }
        return decisions.shared(KeptDecisions.of(told, secrets));
    }
}
