package io.clearhop.lab.stage;

import io.clearhop.observe.ProxyEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one conversation of what all have seen. What crosses a hop is told by its sender if that is a scripted peer, else
 * by the scripted peer that received it, else, between two proxies: a connection that is made and its requests by the
 * proxy that made it, for a dumb one does not even read all that it is sent, and all else by the one that accepted it.
 */
final class Conversation {
    private final Map<Integer, Party> ports;
    private final Set<Trace.Ends> scripted = new HashSet<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private final List<Step> others = new ArrayList<>();
    private final List<Trace> traces;

    Conversation(List<Trace> traces, Map<Integer, Party> ports) {
        this.traces = traces;
        this.ports = new HashMap<>(ports);
        traces.forEach(trace -> scripted.add(trace.ends()));
    }

    /** Adds what was said. */
    void add(Step step) {
        others.add(step);
    }

    /** Adds what a proxy tells: its decisions, and what came over connections of which nobody else tells. */
    void hear(Party proxy, List<ProxyEvent> events) {
        for (ProxyEvent event : events) {
            if (event instanceof ProxyEvent.OriginConnected connected) {
                int port = port(connected.local());
                if (port > 0) {
                    ports.put(port, proxy);
                }
            }
        }
        ProxyTestimony testimony = new ProxyTestimony(proxy, ports::containsKey);
        events.forEach(testimony::hear);
        others.addAll(testimony.notes());
        testimony.traces().stream()
                .filter(trace -> !scripted.contains(trace.ends().reversed()))
                .forEach(trace -> crossings.add(new Crossing(trace)));
    }

    static int port(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    List<Step> steps() {
        for (Trace trace : traces) {
            if (!trace.what().isFromPeer() || !scripted.contains(trace.ends().reversed()) || isOfKernel(trace)) {
                crossings.add(new Crossing(trace));
            }
        }
        Set<Trace.Ends> telling = crossings.stream()
                .map(Crossing::trace)
                .filter(trace -> trace.what() == Trace.What.CONNECTED)
                .map(Trace::ends)
                .collect(Collectors.toSet());
        crossings.removeIf(crossing -> crossing.trace.isOfSender()
                && telling.contains(crossing.trace.ends().reversed()));
        crossings.sort(Comparator.comparingLong(crossing -> crossing.trace.nanos()));
        List<Step> steps = new ArrayList<>(others);
        Map<List<Party>, Map<Trace.Ends, Integer>> numbers = new HashMap<>();
        for (Crossing crossing : Crossing.merged(crossings)) {
            Party peer = ports.get(crossing.trace.ends().peer());
            if (peer != null) {
                steps.addAll(crossing.arrows(peer, number(crossing.trace, peer, numbers)));
            }
        }
        steps.sort(Comparator.comparingLong(Step::nanos));
        return steps;
    }

    /** Whether it is a reset that the peer never decided: its kernel answers so where nobody reads any more. */
    private boolean isOfKernel(Trace trace) {
        return trace.what() == Trace.What.RST_RECEIVED
                && traces.stream()
                        .noneMatch(other -> other.what() == Trace.What.RST_SENT
                                && other.ends().equals(trace.ends().reversed()));
    }

    /** Connections of two parties are counted in the order in which they were made. */
    private static int number(Trace trace, Party peer, Map<List<Party>, Map<Trace.Ends, Integer>> numbers) {
        Map<Trace.Ends, Integer> known = numbers.computeIfAbsent(pair(trace.at(), peer), pair -> new LinkedHashMap<>());
        Integer number = known.get(trace.ends());
        if (number == null) {
            number = known.get(trace.ends().reversed());
        }
        if (number == null) {
            number = known.size() + 1;
            known.put(trace.ends(), number);
        }
        return number;
    }

    private static List<Party> pair(Party one, Party other) {
        return one.hashCode() <= other.hashCode() ? List.of(one, other) : List.of(other, one);
    }

    /** Something that crossed a hop: one trace, or pieces of one stream that followed each other at once. */
    private record Crossing(Trace trace) {
        /** Pieces that come later than this after the one before are an event of their own. */
        private static final long PAUSE = 5_000_000;

        /** Joins pieces that follow each other in one direction, whatever happens on other connections. */
        static List<Crossing> merged(List<Crossing> all) {
            List<Crossing> merged = new ArrayList<>();
            Map<Trace.Ends, Integer> last = new HashMap<>();
            Map<Trace.Ends, Long> until = new HashMap<>();
            for (Crossing next : all) {
                Trace.Ends connection = next.trace.ends().connection();
                Integer index = last.get(connection);
                Trace before = index == null ? null : merged.get(index).trace;
                if (index != null
                        && before != null
                        && next.continues(before)
                        && next.trace.nanos() - until.getOrDefault(connection, 0L) < PAUSE) {
                    Trace joined = new Trace(
                            before.nanos(),
                            before.at(),
                            before.ends(),
                            before.what(),
                            before.bytes() + next.trace.bytes());
                    merged.set(index, new Crossing(joined));
                } else {
                    last.put(connection, merged.size());
                    merged.add(next);
                }
                until.put(connection, next.trace.nanos());
            }
            return merged;
        }

        /** Whether it goes on in the direction of what came before on this connection, and begins no message. */
        private boolean continues(Trace before) {
            return before.what() == trace.what()
                    && before.ends().equals(trace.ends())
                    && trace.what().kind() == Step.Arrow.Kind.DATA
                    && !MessageLabel.isHead(trace.bytes());
        }

        List<Step> arrows(Party peer, int connection) {
            Party from = trace.what().isFromPeer() ? peer : trace.at();
            Party to = trace.what().isFromPeer() ? trace.at() : peer;
            Step.Arrow.Kind kind = trace.what().kind();
            if (kind != Step.Arrow.Kind.DATA) {
                return List.of(new Step.Arrow(trace.nanos(), from, to, connection, kind, kind.label(), List.of()));
            }
            List<Step> arrows = new ArrayList<>();
            for (MessageLabel label : MessageLabel.of(trace.bytes())) {
                arrows.add(new Step.Arrow(trace.nanos(), from, to, connection, kind, label.line(), label.details()));
            }
            return arrows;
        }
    }
}
