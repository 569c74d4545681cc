package io.clearhop.lab.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.WireListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Writes down what one end of a connection sees. */
final class PeerTracer implements WireListener {
    private final Party party;
    private final Consumer<Trace> traces;
    /** Atomic: a reset may be found by who reads and by who sends. */
    private final AtomicBoolean reset = new AtomicBoolean();
    // Volatile: set by who makes the connection, read by its script's thread and by who closes it.
    private volatile Trace.Ends ends = new Trace.Ends(0, 0);

    PeerTracer(Party party, Consumer<Trace> traces) {
        this.party = party;
        this.traces = traces;
    }

    @Override
    public void opened(int localPort, int remotePort, boolean accepted) {
        ends = new Trace.Ends(localPort, remotePort);
        add(accepted ? Trace.What.ACCEPTED : Trace.What.CONNECTED, "");
    }

    @Override
    public void sending(byte[] bytes, int from, int length) {
        add(Trace.What.SENT, new String(bytes, from, length, ISO_8859_1));
    }

    @Override
    public void received(byte[] bytes, int from, int length) {
        add(Trace.What.RECEIVED, new String(bytes, from, length, ISO_8859_1));
    }

    @Override
    public void peerEnded(Arrival how) {
        if (how == Arrival.FIN) {
            add(Trace.What.FIN_RECEIVED, "");
        } else if (how == Arrival.RESET && !reset.getAndSet(true)) {
            add(Trace.What.RST_RECEIVED, "");
        }
        // Who has vanished has sent nothing that could be drawn.
    }

    @Override
    public void ending(Arrival how) {
        add(how == Arrival.RESET ? Trace.What.RST_SENT : Trace.What.FIN_SENT, "");
    }

    private void add(Trace.What what, String bytes) {
        traces.accept(new Trace(System.nanoTime(), party, ends, what, bytes));
    }
}
