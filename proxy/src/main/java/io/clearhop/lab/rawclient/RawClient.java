package io.clearhop.lab.rawclient;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Content;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does an {@link Errand} on one connection after the other, and shows what happens. */
public final class RawClient {
    private static final int LONGEST_SHOWN = 60;

    private final Errand errand;
    private final Talk talk;
    private @Nullable ScriptedClient connection;
    private Errand.@Nullable Address peer;
    private int connections;
    private int requests;
    /** Whether the answer that is awaited has begun. */
    private boolean begun;

    private RawClient(Errand errand, Talk talk) {
        this.errand = errand;
        this.talk = talk;
    }

    /** How it went. */
    public enum Outcome {
        /** Every request has its answer. */
        ANSWERED,
        /** Nothing came in time. */
        TIMED_OUT,
        /** A connection could not be made, broke, or brought something that is no answer. */
        FAILED
    }

    /**
     * What came of it.
     *
     * @param sentence what went wrong, or empty
     */
    public record Result(Outcome outcome, String sentence) {}

    /**
     * Does it.
     *
     * @param lines is told what happens
     */
    public static Result run(Errand errand, Consumer<String> lines) {
        warmUp();
        try (Talk talk = new Talk(lines)) {
            talk.startClock();
            return new RawClient(errand, talk).run();
        }
    }

    /** The first exchange of a process loads classes: its times would be theirs. */
    private static void warmUp() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("warm")));
                Talk nobody = new Talk(line -> {})) {
            Errand twice = new Errand(
                    List.of(URI.create(origin.uri("/"))),
                    null,
                    "GET",
                    false,
                    List.of(),
                    null,
                    false,
                    2,
                    Duration.ZERO,
                    Wire.DEFAULT_TIMEOUT);
            new RawClient(twice, nobody).run();
        }
    }

    private Result run() {
        Deque<Errand.Sending> todo = new ArrayDeque<>(errand.sendings());
        try {
            while (!todo.isEmpty()) {
                if (errand.pipelines()) {
                    pipeline(todo);
                } else {
                    one(todo.remove(), !todo.isEmpty());
                }
            }
            hangUp();
            return new Result(Outcome.ANSWERED, "");
        } catch (UncheckedIOException unreachable) {
            Throwable cause = unreachable.getCause();
            return new Result(
                    Outcome.FAILED, "cannot connect to " + peer + ": " + (cause == null ? "" : cause.getMessage()));
        } catch (WireException failure) {
            return failed(failure);
        }
    }

    private Result failed(WireException failure) {
        talk.waitForNothing();
        String which = "request " + requests + " on connection " + connections;
        String lacking = begun ? "the answer to " + which + " is not complete" : "nothing came for " + which;
        Result result = failure.arrival() == Arrival.NOTHING
                ? new Result(
                        Outcome.TIMED_OUT,
                        "it hangs: " + lacking + " within " + text(errand.timeout())
                                + ", and the connection is still open")
                : new Result(Outcome.FAILED, which + " got no whole answer: " + failure.getMessage());
        hangUp();
        return result;
    }

    private void one(Errand.Sending request, boolean more) {
        ScriptedClient open = connectionTo(request);
        send(open, request);
        String objection = receive(open, request);
        after(objection);
        if (more) {
            rest();
        }
    }

    /** All that goes to the same peer leaves at once; what a close leaves unanswered is sent again. */
    private void pipeline(Deque<Errand.Sending> todo) {
        Errand.Sending first = todo.element();
        ScriptedClient open = connectionTo(first);
        List<Errand.Sending> together =
                todo.stream().takeWhile(each -> each.to().equals(first.to())).toList();
        for (Errand.Sending each : together) {
            send(open, each);
        }
        int before = requests - together.size();
        for (Errand.Sending each : together) {
            requests = ++before;
            String objection = receive(open, each);
            todo.remove();
            if (!objection.isEmpty()) {
                after(objection);
                int left = together.size() - together.indexOf(each) - 1;
                if (!todo.isEmpty() && left > 0) {
                    talk.say("what was sent behind it has no answer; it is sent again on another connection");
                }
                return;
            }
        }
        after("");
    }

    private ScriptedClient connectionTo(Errand.Sending request) {
        ScriptedClient known = connection;
        if (known != null && request.to().equals(peer) && known.wire().awaitArrival(Duration.ZERO) == Arrival.NOTHING) {
            talk.say("uses connection " + connections + " again");
            return known;
        }
        hangUp();
        peer = request.to();
        talk.say("connects to " + request.to());
        connections++;
        requests = 0;
        ScriptedClient made = connect(request.to());
        made.wire().timeout(errand.timeout());
        connection = made;
        return made;
    }

    /** Tries all addresses of a name, one after the other. */
    private ScriptedClient connect(Errand.Address to) {
        try {
            UncheckedIOException last = new UncheckedIOException(new IOException("it has no address"));
            for (InetAddress address : InetAddress.getAllByName(to.host())) {
                try {
                    return ScriptedClient.connect(
                            new InetSocketAddress(address, to.port()), talk.connection(connections));
                } catch (UncheckedIOException refused) {
                    last = refused;
                }
            }
            throw last;
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private void send(ScriptedClient open, Errand.Sending request) {
        requests++;
        talk.head(">", request.head(), "   [request " + requests + " on connection " + connections + "]");
        if (!request.content().isEmpty()) {
            talk.say("> " + request.content().length() + " bytes of content");
        }
        talk.asks();
        open.send(request.head() + request.content());
    }

    /** Returns why the connection cannot be used again, or an empty text. */
    private String receive(ScriptedClient open, Errand.Sending request) {
        Wire wire = open.wire();
        while (true) {
            begun = false;
            talk.waitFor("the answer to request " + requests + " on connection " + connections);
            String head = wire.readHead();
            begun = true;
            talk.head("<", head, talk.waited());
            talk.waitFor("the rest of the answer to request " + requests + " on connection " + connections);
            Content content = wire.readContent(head, request.method());
            talk.waitForNothing();
            Response response = new Response(head, content, List.of());
            if (response.statusCode() / 100 != 1 || response.statusCode() == 101) {
                talk.answered();
                say(content);
                return Keeping.objection(request, response);
            }
        }
    }

    private void say(Content content) {
        String text = new String(content.bytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
        boolean readable = !shown.isEmpty() && shown.chars().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
        talk.say("< " + content.text().length() + " bytes of content" + (readable ? ": " + shown : ""));
    }

    private void after(String objection) {
        if (objection.isEmpty()) {
            talk.say("keeps connection " + connections);
        } else {
            talk.say("closes connection " + connections + ": " + objection);
            hangUp();
        }
    }

    /** Pauses, with an eye on the connection. */
    private void rest() {
        if (errand.pause().isZero()) {
            return;
        }
        talk.say("pauses for " + text(errand.pause()));
        ScriptedClient open = connection;
        long end = System.nanoTime() + errand.pause().toNanos();
        if (open != null) {
            open.wire().awaitArrival(errand.pause());
        }
        long left = end - System.nanoTime();
        if (left > 0) {
            try {
                Thread.sleep(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void hangUp() {
        ScriptedClient open = connection;
        if (open != null && !open.wire().isClosed()) {
            open.close();
        }
        talk.expectsNothing();
        connection = null;
    }

    private static String text(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
