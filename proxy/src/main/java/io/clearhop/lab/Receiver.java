package io.clearhop.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** The receiving direction of a {@link Wire}. One thread at a time may receive; the tape is open to all. */
final class Receiver {
    private final Socket socket;
    private final String peer;
    private final Tape tape = new Tape();
    private final byte[] buffer = new byte[16 * 1024];

    // Volatile: set by the receiving thread, read by tests; the peer's end is final once it was seen.
    private volatile @Nullable Arrival peerEnd;
    // Volatile: set by whichever thread closes, before it closes, so that the receiving thread knows whose doing it
    // was.
    private volatile boolean closedHere;

    private final WireListener listener;

    Receiver(Socket socket, WireListener listener) {
        this.socket = socket;
        this.listener = listener;
        this.peer = socket.getRemoteSocketAddress().toString().replace("/", "");
    }

    Tape tape() {
        return tape;
    }

    @Nullable
    Arrival peerEnd() {
        return peerEnd;
    }

    boolean closedHere() {
        return closedHere;
    }

    void closingHere() {
        closedHere = true;
    }

    /** Waits until something is unread or can no longer come. */
    Arrival next(Deadline deadline) {
        return tape.unread() > 0 ? Arrival.BYTES : receive(deadline);
    }

    /** Receives until nothing more comes, and drops it. */
    Arrival drain(Deadline deadline) {
        while (true) {
            tape.skipUnread();
            Arrival arrival = receive(deadline);
            if (arrival != Arrival.BYTES) {
                return arrival;
            }
        }
    }

    String bytes(int count, String awaited, Deadline deadline) {
        while (tape.unread() < count) {
            receiveOrFail(awaited, deadline);
        }
        return tape.take(count);
    }

    /** Reads up to the delimiter and the delimiter itself. */
    String through(String delimiter, String awaited, Deadline deadline) {
        byte[] wanted = delimiter.getBytes(ISO_8859_1);
        int searched = 0;
        while (true) {
            int found = tape.find(wanted, searched);
            if (found >= 0) {
                return tape.take(found + wanted.length);
            }
            searched = Math.max(0, tape.unread() - wanted.length + 1);
            receiveOrFail(awaited, deadline);
        }
    }

    /** Reads until the peer closes; a reset is an error, because it says that something may be missing. */
    String rest(String awaited, Deadline deadline) {
        while (true) {
            Arrival arrival = receive(deadline);
            if (arrival == Arrival.FIN) {
                return tape.take(tape.unread());
            }
            if (arrival != Arrival.BYTES) {
                throw failure(arrival, awaited, deadline);
            }
        }
    }

    WireException failure(Arrival arrival, String awaited, Deadline deadline) {
        return new WireException(
                arrival,
                "the peer %s %s while this was awaited: %s (for at most %d ms); arrived and not yet read: %s"
                        .formatted(
                                peer,
                                arrival.phrase(),
                                awaited,
                                deadline.allowed().toMillis(),
                                Quoted.of(tape.peek())));
    }

    private void receiveOrFail(String awaited, Deadline deadline) {
        Arrival arrival = receive(deadline);
        if (arrival != Arrival.BYTES) {
            throw failure(arrival, awaited, deadline);
        }
    }

    private Arrival receive(Deadline deadline) {
        Arrival ended = peerEnd;
        if (ended != null) {
            return ended;
        }
        long millis = deadline.millisLeft();
        if (millis <= 0) {
            return Arrival.NOTHING;
        }
        try {
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            int count = socket.getInputStream().read(buffer);
            if (count >= 0) {
                tape.append(buffer, 0, count);
                listener.received(buffer, 0, count);
                return Arrival.BYTES;
            }
            return ended(Arrival.FIN);
        } catch (SocketTimeoutException e) {
            return Arrival.NOTHING;
        } catch (IOException e) {
            if (closedHere) {
                return Arrival.CLOSED_HERE;
            }
            return ended(String.valueOf(e.getMessage()).endsWith("timed out") ? Arrival.VANISHED : Arrival.RESET);
        }
    }

    private Arrival ended(Arrival how) {
        peerEnd = how;
        listener.peerEnded(how);
        return how;
    }
}
