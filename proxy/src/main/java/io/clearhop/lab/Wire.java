package io.clearhop.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection seen as bytes. Text is ISO-8859-1 throughout, so that a character is a byte.
 *
 * <p>Every reading method ends within the {@linkplain #timeout(Duration) timeout}, 10 s at first, and fails with a
 * {@link WireException} that says what was awaited and what had arrived. Everything sent and received is recorded.
 *
 * <p>Threads: one thread at a time may read and one may send; closing, and looking at what was recorded, is for any.
 */
public final class Wire implements AutoCloseable {
    /** How long an operation may take unless something else was said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final int PIECE = 64 * 1024;

    private final Socket socket;
    private final int number;
    private final int localPort;
    private final int remotePort;
    private final WireListener listener;
    private final Receiver receiver;
    private final Tape sent = new Tape();
    private final CountDownLatch closed = new CountDownLatch(1);
    // Volatile: a test may change it while a script's thread uses the wire.
    private volatile Duration timeout = DEFAULT_TIMEOUT;
    // Atomic: a test may close while a script's thread ends.
    private final AtomicReference<@Nullable Arrival> ended = new AtomicReference<>();

    Wire(Socket socket, int number, boolean accepted, WireListener listener) throws IOException {
        // Nagle's algorithm would merge what a script sends as separate pieces.
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.number = number;
        this.localPort = socket.getLocalPort();
        this.remotePort = socket.getPort();
        this.listener = listener;
        this.receiver = new Receiver(socket, listener);
        listener.opened(localPort, remotePort, accepted);
    }

    /**
     * Lets small pieces wait for the acknowledgement of what was sent before (Nagle's algorithm, RFC 9293 section 3.7.4),
     * or not, as at first.
     */
    public void nagle(boolean on) {
        try {
            socket.setTcpNoDelay(!on);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets the system ask a silent peer whether it is still there (RFC 9293 section 3.8.4), and give the connection up
     * after so many questions without an answer.
     *
     * @param silence before the first question, and between two; whole seconds
     */
    public void tcpKeepAlive(Duration silence, int questions) {
        int seconds = Math.toIntExact(silence.toSeconds());
        try {
            socket.setKeepAlive(true);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, questions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets how long each following operation may take as a whole; sending, how long a piece of 64 KiB may take. */
    public void timeout(Duration limit) {
        timeout = limit;
    }

    /**
     * Sends these bytes, given as ISO-8859-1.
     *
     * @throws IllegalArgumentException if a character is no byte
     */
    public void send(String latin1) {
        if (latin1.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("not ISO-8859-1: " + latin1);
        }
        send(latin1.getBytes(ISO_8859_1));
    }

    /** Sends these bytes, with one write if they are at most 64 KiB. Blocks while the peer does not read. */
    public void send(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += PIECE) {
            sendPiece(bytes, from, Math.min(PIECE, bytes.length - from));
        }
    }

    private void sendPiece(byte[] bytes, int from, int length) {
        Duration limit = timeout;
        // Recorded first: whoever saw the bytes arrive at the other end finds them in the record.
        sent.append(bytes, from, length);
        sent.skipUnread();
        listener.sending(bytes, from, length);
        AtomicBoolean stuck = new AtomicBoolean();
        ScheduledFuture<?> watch = Watchdog.watch(limit, () -> {
            stuck.set(true);
            reset();
        });
        try {
            socket.getOutputStream().write(bytes, from, length);
        } catch (IOException e) {
            throw sendFailure(e, stuck.get(), limit);
        } finally {
            watch.cancel(false);
        }
    }

    private WireException sendFailure(IOException cause, boolean stuck, Duration limit) {
        String before = "sending failed within byte " + sent.total() + ": ";
        if (stuck) {
            return new WireException(
                    Arrival.NOTHING, before + "the peer read nothing for " + limit.toMillis() + " ms", cause);
        }
        Arrival arrival = receiver.closedHere() ? Arrival.CLOSED_HERE : Arrival.RESET;
        if (arrival == Arrival.RESET && ended.getAndSet(Arrival.RESET) != Arrival.RESET) {
            // Reading may still find what had come before the reset.
            listener.peerEnded(Arrival.RESET);
        }
        return new WireException(arrival, before + "the peer " + arrival.phrase(), cause);
    }

    /** Reads a head, through the empty line that ends it. */
    public String readHead() {
        return readHead(timeout);
    }

    /** Reads a head, through the empty line that ends it, waiting no longer than {@code limit}. */
    public String readHead(Duration limit) {
        String head = receiver.through("\r\n\r\n", "a head, through CRLF CRLF", Deadline.in(limit));
        listener.headRead(head);
        return head;
    }

    /** Reads exactly {@code count} bytes. */
    public String readBytes(int count) {
        return receiver.bytes(count, count + " bytes", Deadline.in(timeout));
    }

    /** Reads the content that follows {@code head}, of a request, or of a response to neither HEAD nor CONNECT. */
    public Content readContent(String head) {
        return readContent(head, "GET");
    }

    /**
     * Reads the content that follows {@code head}.
     *
     * @param requestMethod what was asked, if {@code head} is a response's: it decides whether there is any content
     */
    public Content readContent(String head, String requestMethod) {
        Content content = ContentReader.read(receiver, Message.of(head), requestMethod, Deadline.in(timeout));
        listener.contentRead(content);
        return content;
    }

    /** Reads a whole request, head and content. */
    public Request readRequest() {
        String head = readHead();
        return new Request(number, head, readContent(head));
    }

    /** Reads one chunk of a chunked content; the last one with its trailer section. */
    public Chunk readChunk() {
        return ContentReader.chunk(receiver, Deadline.in(timeout));
    }

    /** Reads everything until the peer closes; a reset is an error. */
    public String readToEnd() {
        return receiver.rest("everything until the close", Deadline.in(timeout));
    }

    /** Waits until the peer closes with a FIN; a byte before it is an error, and so is a reset. */
    public void awaitEnd() {
        expect(Arrival.FIN, "the close (FIN), and nothing before it", timeout);
    }

    /** Waits until the peer resets the connection; a byte before it is an error, and so is a close. */
    public void awaitReset() {
        expect(Arrival.RESET, "a reset (RST), and nothing before it", timeout);
    }

    /** Takes the given time, and fails as soon as anything arrives in it, be it a byte or the connection's end. */
    public void expectSilence(Duration time) {
        expect(Arrival.NOTHING, "silence", time);
    }

    private void expect(Arrival expected, String awaited, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        Arrival arrival = receiver.next(deadline);
        if (arrival != expected) {
            throw receiver.failure(arrival, awaited, deadline);
        }
    }

    /** Waits until there is a byte to read or none will come, without reading it. */
    public Arrival awaitArrival(Duration limit) {
        return receiver.next(Deadline.in(limit));
    }

    /** Returns how many bytes have arrived and can be read without waiting. */
    public int available() {
        return receiver.tape().unread() + inKernel();
    }

    /** How many bytes the kernel holds for this side; the first reading of a script may have taken all that was there. */
    private int inKernel() {
        try {
            return receiver.closedHere() ? 0 : socket.getInputStream().available();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends this side's direction with a FIN; the peer can still send. */
    public void halfClose() {
        try {
            ending(Arrival.FIN);
            socket.shutdownOutput();
        } catch (IOException e) {
            Arrival arrival = receiver.closedHere() ? Arrival.CLOSED_HERE : Arrival.RESET;
            throw new WireException(arrival, "cannot half-close: the peer " + arrival.phrase(), e);
        }
    }

    /**
     * Closes both directions at once. Java half-closes first, which sends a FIN; the kernel adds a RST if it holds bytes
     * that were not taken.
     */
    @Override
    public void close() {
        ending(Arrival.FIN);
        if (inKernel() > 0) {
            ending(Arrival.RESET);
        }
        receiver.closingHere();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed.countDown();
        }
    }

    /**
     * Half-closes, drops what the peer still sends until it closes too, then closes: RFC 9112 section 9.6. Unlike
     * {@link #close()} it cannot destroy what is on its way to the peer.
     */
    public void lingeringClose() {
        try {
            halfClose();
            receiver.drain(Deadline.in(timeout));
        } catch (WireException e) {
            // Already over, and that is all this method is for.
        } finally {
            close();
        }
    }

    /** Aborts the connection with a RST. */
    public void reset() {
        try {
            if (!socket.isClosed()) {
                ending(Arrival.RESET);
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The peer was faster; what is left to do is to close.
        } finally {
            close();
        }
    }

    /** A FIN is sent once, a reset once, and nothing after what has ended already. */
    private void ending(Arrival how) {
        Arrival before = ended.getAndUpdate(known -> known == Arrival.RESET ? known : how);
        boolean over = before == Arrival.RESET
                || receiver.peerEnd() == Arrival.RESET
                || receiver.peerEnd() == Arrival.VANISHED
                || isClosed();
        if (before != how && !over) {
            listener.ending(how);
        }
    }

    /** Waits until this side has closed the connection, for instance because its script came to its end. */
    public void awaitClosed() {
        if (!awaitClosed(timeout)) {
            throw new WireException(
                    Arrival.NOTHING,
                    "still open on this side after %d ms; arrived and not yet read: %s"
                            .formatted(
                                    timeout.toMillis(),
                                    Quoted.of(receiver.tape().peek())));
        }
    }

    /** Returns whether this side closed the connection within {@code limit}. */
    boolean awaitClosed(Duration limit) {
        try {
            return closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException(Arrival.NOTHING, "interrupted", e);
        }
    }

    /** Reads one head, then drops all that follows, until the peer leaves; the limit is for each of the two. */
    void absorb(Duration limit) {
        readHead(limit);
        receiver.drain(Deadline.in(limit));
    }

    /** Returns how the peer ended the connection, as far as reading has seen it: FIN, RESET, VANISHED or null. */
    public @Nullable Arrival peerEnd() {
        return receiver.peerEnd();
    }

    /** Returns whether this side has closed or reset the connection. */
    public boolean isClosed() {
        return receiver.closedHere();
    }

    /** Returns everything sent so far, including what a send that still blocks was given. */
    public String sent() {
        return sent.recorded();
    }

    /** Returns everything received so far, whether a script has read it or not. */
    public String received() {
        return receiver.tape().recorded();
    }

    /** Returns the number of bytes sent so far, at most 64 KiB more than the kernel has accepted. */
    public long sentCount() {
        return sent.total();
    }

    /** Returns the number of bytes received so far. */
    public long receivedCount() {
        return receiver.tape().total();
    }

    /** Stops recording, for long transfers: {@link #sent()} and {@link #received()} forget, the counts go on. */
    public void stopRecording() {
        sent.stopRecording();
        receiver.tape().stopRecording();
    }

    /** Returns the connection's number at its origin, counted from 1; 0 at a client. */
    public int number() {
        return number;
    }

    /** Returns this side's TCP port, also after the close. */
    public int localPort() {
        return localPort;
    }

    /** Returns the peer's TCP port, also after the close. */
    public int remotePort() {
        return remotePort;
    }

    @Override
    public String toString() {
        return "Wire[%d, port %d to %d, %d bytes sent, %d received]"
                .formatted(number, localPort, remotePort, sentCount(), receivedCount());
    }
}
