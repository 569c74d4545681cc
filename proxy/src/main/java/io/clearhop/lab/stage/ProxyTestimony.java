package io.clearhop.lab.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.observe.ProxyEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a proxy tells: what it decided, and what crossed the connections that it accepted. */
final class ProxyTestimony {
    private final Party proxy;
    private final IntPredicate onStage;
    private final Map<Long, Trace.Ends> clients = new HashMap<>();
    private final Map<Long, Trace.Ends> nextHops = new HashMap<>();
    private final Map<Long, Trace.Ends> clientsOfExchanges = new HashMap<>();
    private final Set<Trace.Ends> finished = new HashSet<>();
    private final List<Trace> traces = new ArrayList<>();
    private final List<Step> notes = new ArrayList<>();

    /**
     * Begins to listen to a proxy.
     *
     * @param onStage whether who listens at a port has a column; of a hop to anybody else nothing is to be told
     */
    ProxyTestimony(Party proxy, IntPredicate onStage) {
        this.proxy = proxy;
        this.onStage = onStage;
    }

    /** What it accepted, answered and forwarded, as a scripted peer in its place would have seen it. */
    List<Trace> traces() {
        return traces;
    }

    List<Step> notes() {
        return notes;
    }

    void hear(ProxyEvent event) {
        if (event instanceof ProxyEvent.ClientConnected e) {
            Trace.Ends ends = new Trace.Ends(Conversation.port(e.local()), Conversation.port(e.remote()));
            clients.put(e.client(), ends);
            traces.add(new Trace(e.nanos(), proxy, ends, Trace.What.ACCEPTED, ""));
        } else if (event instanceof ProxyEvent.RequestReceived e) {
            Trace.Ends ends = clients.get(e.client());
            if (ends != null) {
                clientsOfExchanges.put(e.exchange(), ends);
            }
            crossed(e.nanos(), ends, Trace.What.RECEIVED, e.head());
        } else if (event instanceof ProxyEvent.ResponseForwarded e) {
            crossed(e.nanos(), clientsOfExchanges.get(e.exchange()), Trace.What.SENT, e.sent());
            decided(e.nanos(), e.decisions());
        } else if (event instanceof ProxyEvent.RelayedHead e) {
            crossed(e.nanos(), clientsOfExchanges.get(e.exchange()), Trace.What.SENT, e.head());
        } else if (event instanceof ProxyEvent.Answered e) {
            crossed(e.nanos(), clientsOfExchanges.get(e.exchange()), Trace.What.SENT, e.sent());
        } else if (event instanceof ProxyEvent.ClientClosing e) {
            ended(e.nanos(), clients.get(e.client()), Trace.What.FIN_SENT);
        } else if (event instanceof ProxyEvent.ClientFinished e) {
            ended(e.nanos(), clients.get(e.client()), Trace.What.FIN_RECEIVED);
        } else if (event instanceof ProxyEvent.ClientClosed e) {
            closed(e);
        } else {
            decision(event);
        }
    }

    private void closed(ProxyEvent.ClientClosed e) {
        Trace.Ends ends = clients.get(e.client());
        if (e.why().isReset()) {
            ended(e.nanos(), ends, Trace.What.RST_RECEIVED);
        } else if (e.byReset()) {
            ended(e.nanos(), ends, Trace.What.RST_SENT);
        } else if (ends != null && finished.add(ends)) {
            boolean byProxy = e.why().closerOfClient() == io.clearhop.http.Party.PROXY;
            traces.add(new Trace(e.nanos(), proxy, ends, byProxy ? Trace.What.FIN_SENT : Trace.What.FIN_RECEIVED, ""));
        }
    }

    private void crossed(long nanos, Trace.@Nullable Ends ends, Trace.What what, byte[] head) {
        if (ends != null) {
            traces.add(new Trace(nanos, proxy, ends, what, new String(head, ISO_8859_1)));
        }
    }

    private void ended(long nanos, Trace.@Nullable Ends ends, Trace.What what) {
        if (ends != null) {
            finished.add(ends);
            traces.add(new Trace(nanos, proxy, ends, what, ""));
        }
    }

    private void decision(ProxyEvent event) {
        if (event instanceof ProxyEvent.OriginConnected e) {
            Trace.Ends ends = new Trace.Ends(Conversation.port(e.local()), Conversation.port(e.remote()));
            nextHops.put(e.connection(), ends);
            traces.add(new Trace(e.nanos(), proxy, ends, Trace.What.CONNECTED, ""));
        } else if (event instanceof ProxyEvent.RequestForwarded e) {
            crossed(e.nanos(), nextHops.get(e.connection()), Trace.What.SENT, e.head());
            decided(e.nanos(), e.decisions());
        } else if (event instanceof ProxyEvent.OriginTaken e && e.nth() > 1 && isOnStage(e.connection())) {
            note(
                    e.nanos(),
                    Text.of("takes a pooled connection, its request %s", "풀에 있던 커넥션을 다시 쓴다, %s번째 요청")
                            .with(e.nth()));
        } else if (event instanceof ProxyEvent.OriginAwaited e) {
            note(e.nanos(), Text.of("all connections are in use: waits", "커넥션이 모두 쓰이는 중: 기다린다"));
        } else if (event instanceof ProxyEvent.ExchangeRetried e) {
            note(
                    e.nanos(),
                    Text.of("sends it once more, on a new connection (%s)", "새 커넥션으로 한 번 더 보낸다 (%s)")
                            .with(e.cause().label()));
        } else if (event instanceof ProxyEvent.RetryRefused e) {
            note(
                    e.nanos(),
                    Text.of("does not send it once more (%s)", "다시 보내지 않는다 (%s)")
                            .with(e.why().label()));
        } else if (event instanceof ProxyEvent.OriginClosed e && isOnStage(e.connection())) {
            note(
                    e.nanos(),
                    Text.of("its connection to the next hop is closed (%s)", "다음 홉과의 커넥션이 닫혔다 (%s)")
                            .with(e.why().label()));
        }
    }

    private boolean isOnStage(long connection) {
        Trace.Ends ends = nextHops.get(connection);
        return ends == null || onStage.test(ends.peer());
    }

    /** The lines that did not simply pass. */
    private void decided(long nanos, @Nullable List<FieldDecision> decisions) {
        if (decisions == null) {
            return;
        }
        String removed = names(decisions, FieldRule.Action.REMOVED);
        String translated = names(decisions, FieldRule.Action.TRANSLATED);
        String protectedOnes = decisions.stream()
                .filter(decision -> decision.rule() == FieldRule.PROTECTED)
                .map(FieldDecision::field)
                .collect(Collectors.joining(", "));
        if (!removed.isEmpty()) {
            note(nanos, Text.of("removes %s", "삭제: %s").with(removed));
        }
        if (!translated.isEmpty()) {
            note(nanos, Text.of("translates %s", "변환: %s").with(translated));
        }
        if (!protectedOnes.isEmpty()) {
            note(nanos, Text.of("refuses to remove %s", "삭제 거부: %s").with(protectedOnes));
        }
    }

    private static String names(List<FieldDecision> decisions, FieldRule.Action action) {
        return decisions.stream()
                .filter(decision -> decision.rule().action() == action)
                .map(decision -> decision.field().split(":", 2)[0])
                .collect(Collectors.joining(", "));
    }

    private void note(long nanos, Text text) {
        notes.add(new Step.Note(nanos, proxy, text));
    }
}
