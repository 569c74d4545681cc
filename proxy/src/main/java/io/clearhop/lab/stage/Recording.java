package io.clearhop.lab.stage;

import io.clearhop.lab.WireListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is seen during a run, by its parties and by what its proxies tell. Any thread. */
public final class Recording {
    private final List<Party> parties = new ArrayList<>();
    private final Map<Integer, Party> ports = new HashMap<>();
    private final List<Trace> traces = new ArrayList<>();
    private final List<Step> said = new ArrayList<>();
    private final Map<Party, HeardEvents> heard = new LinkedHashMap<>();

    /** The party of this name, which gets the next column if it is new. */
    public synchronized Party party(Text name, Party.Role role) {
        Party party = new Party(name, role);
        if (!parties.contains(party)) {
            parties.add(party);
        }
        return party;
    }

    /** A relay of this name, whose column stands before that of who listens at a port. */
    synchronized Party relayBefore(int port, Text name) {
        Party party = new Party(name, Party.Role.RELAY);
        int target = parties.indexOf(ports.get(port));
        parties.add(target < 0 ? parties.size() : target, party);
        return party;
    }

    /** The party that has this name already. */
    synchronized Optional<Party> named(Text name) {
        return parties.stream().filter(party -> party.name().equals(name)).findFirst();
    }

    synchronized List<Party> parties() {
        return List.copyOf(parties);
    }

    /** Connections to this port are the party's. */
    synchronized void listens(int port, Party party) {
        ports.put(port, party);
    }

    /** The party has begun a connection at this port of its own; scripted peers and proxies need not say so. */
    public void owns(int port, Party party) {
        listens(port, party);
    }

    /** What a proxy tells. */
    synchronized void hears(Party proxy, HeardEvents events) {
        heard.put(proxy, events);
    }

    /** Writes down what one end of a connection sees. */
    WireListener peer(Party party) {
        return new PeerTracer(party, this::add);
    }

    private synchronized void add(Trace trace) {
        if (trace.what() == Trace.What.CONNECTED) {
            ports.put(trace.ends().own(), trace.at());
        }
        traces.add(trace);
    }

    /** Puts something that was said, or decided, into the conversation. */
    public synchronized void add(Step step) {
        said.add(step);
    }

    /** The conversation in its order. */
    synchronized List<Step> steps() {
        Conversation conversation = new Conversation(traces, ports);
        heard.forEach((proxy, events) -> conversation.hear(proxy, events.all()));
        said.forEach(conversation::add);
        return conversation.steps();
    }
}
