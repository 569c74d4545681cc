package io.clearhop.lab;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ready scripts. Those that answer read each request whole, head and content, and end in peace when the peer leaves
 * between two requests; a peer that leaves within one is a failure, unless wrapped in {@link #untilPeerLeaves}.
 */
public final class Scripts {
    /** Bounds the wait for a peer from which nothing is expected; a test's end comes long before. */
    private static final Duration HOLD = Duration.ofMinutes(10);

    private Scripts() {}

    /** Answers every request on a persistent connection with exactly this text, until the peer closes. */
    public static Script respond(String response) {
        return answer(request -> response);
    }

    /** Answers every request on a persistent connection with what {@code answer} makes of it, until the peer closes. */
    public static Script answer(Function<Request, String> answer) {
        return persistent(HOLD, answer, request -> true);
    }

    /** Answers one request with exactly this text, then closes. */
    public static Script respondOnceThenClose(String response) {
        return persistent(HOLD, request -> response, request -> false);
    }

    /**
     * Answers like {@link #respond}, and closes when no further request has begun within {@code idle}: the origin that
     * ends a dumb proxy's keep-alive hang.
     */
    public static Script respondThenIdleClose(String response, Duration idle) {
        return persistent(idle, request -> response, request -> true);
    }

    /**
     * Behaves as an HTTP/1.0 origin with the keep-alive extension (RFC 9112 appendix C.2.2): keeps the connection, and
     * says so, only if the request says {@code Connection: keep-alive}, and closes it after {@code idle}; otherwise
     * closes after the answer. {@code Proxy-Connection} means nothing to it.
     *
     * @param content the content of every answer, sent with a {@code Content-Length}
     */
    public static Script keepAlive10Plus(String content, Duration idle) {
        Predicate<Request> kept = request -> request.listMembers("Connection").contains("keep-alive");
        return persistent(idle, request -> answer10Plus(request, kept.test(request), content), kept);
    }

    /**
     * Behaves as an HTTP/1.1 origin: keeps the connection as RFC 9112 section 9.3 says, tells the client where it does
     * not or where the version does not say so, and closes it after {@code idle}.
     *
     * @param content the content of every answer, sent with a {@code Content-Length}
     */
    public static Script keepAlive11(String content, Duration idle) {
        return persistent(idle, request -> answer11(request, content), Request::persists);
    }

    private static String answer11(Request request, String content) {
        String length = "Content-Length: " + content.length();
        String head;
        if (!request.persists()) {
            head = Messages.head("HTTP/1.1 200 OK", length, "Connection: close");
        } else if (request.version().equals("HTTP/1.0")) {
            head = Messages.head("HTTP/1.1 200 OK", length, "Connection: keep-alive");
        } else {
            head = Messages.head("HTTP/1.1 200 OK", length);
        }
        return withoutContentIfHead(request, head + content);
    }

    private static String answer10Plus(Request request, boolean kept, String content) {
        String length = "Content-Length: " + content.length();
        String head = kept
                ? Messages.head("HTTP/1.0 200 OK", length, "Connection: keep-alive")
                : Messages.head("HTTP/1.0 200 OK", length);
        return withoutContentIfHead(request, head + content);
    }

    /** Answers 200 with the request as content: its head and its content exactly as received, framing included. */
    public static Script echoRequest() {
        return answer(request -> withoutContentIfHead(
                request, Messages.ok(request.head() + request.content().raw())));
    }

    /** Reads one request's head and whatever follows, answers nothing, and waits until the peer leaves. */
    public static Script silent() {
        return untilPeerLeaves((wire, connectionNumber) -> wire.absorb(HOLD));
    }

    /** Leaves the connection to the test, which takes it from {@link ScriptedOrigin#awaitConnection}. */
    public static Script byHand() {
        return (wire, connectionNumber) -> wire.awaitClosed(HOLD);
    }

    /** Closes with a FIN as soon as the connection is accepted, and drops what comes. */
    public static Script closeAtOnce() {
        return (wire, connectionNumber) -> wire.lingeringClose();
    }

    /** Resets as soon as the connection is accepted; the connecting side may even see its connect fail. */
    public static Script resetAtOnce() {
        return (wire, connectionNumber) -> wire.reset();
    }

    /** Reads one request, head and content, and resets instead of answering. */
    public static Script resetAfterRequest() {
        return (wire, connectionNumber) -> {
            wire.readRequest();
            wire.reset();
        };
    }

    /** Runs the first script on the first connection and so on; the last one on all further connections. */
    public static Script perConnection(Script first, Script... others) {
        return (wire, connectionNumber) -> {
            int index = Math.min(connectionNumber - 1, others.length);
            (index == 0 ? first : others[index - 1]).run(wire, connectionNumber);
        };
    }

    /** Runs the script, and takes it for a good end when the peer closes or resets in the middle of it. */
    public static Script untilPeerLeaves(Script script) {
        return (wire, connectionNumber) -> {
            try {
                script.run(wire, connectionNumber);
            } catch (WireException e) {
                if (!e.peerLeft()) {
                    throw e;
                }
            }
        };
    }

    private static Script persistent(Duration idle, Function<Request, String> answer, Predicate<Request> keep) {
        return (wire, connectionNumber) -> {
            while (wire.awaitArrival(idle) == Arrival.BYTES) {
                Request request = wire.readRequest();
                wire.send(answer.apply(request));
                if (!keep.test(request)) {
                    return;
                }
            }
        };
    }

    private static String withoutContentIfHead(Request request, String response) {
        return request.method().equals("HEAD") ? response.substring(0, response.indexOf("\r\n\r\n") + 4) : response;
    }
}
