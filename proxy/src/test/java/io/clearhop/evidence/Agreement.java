package io.clearhop.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.evidence.Conversation.OriginEnd;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.wire.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the second parser reads what the proxy has sent, in both directions, as the very messages that the proxy says
 * it has sent: as many, with the same heads, as much content. Where they agree nobody can smuggle.
 */
public final class Agreement {
    /** What the second parser refuses although it is valid: a fault of that name with such bytes is none of ours. */
    private record Stricter(Pattern fault, Pattern bytes) {
        Stricter(String fault, String bytes) {
            this(Pattern.compile(fault), Pattern.compile(bytes));
        }
    }

    private static final List<Stricter> STRICTER = List.of(
            // port = *DIGIT, it may be empty (RFC 3986 section 3.2.3).
            new Stricter("Bad HostPort", "Host: [^\r:]*:\r\n"),
            // Host has no meaning in a response.
            new Stricter("Bad HostPort|Duplicate Host", "HTTP/1.1 [^\r]*\r\n([^\r]+\r\n)*(?i:host):"),
            // reason-phrase = 1*( HTAB / SP / VCHAR / obs-text ): it may begin with any of them (RFC 9112 section 4).
            new Stricter("Illegal character", "HTTP/1.1 [0-9]{3} [ \\t\\x80-\\xff]"));

    private final Conversation talk;
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, ExchangeSummary> summaries = new HashMap<>();

    private Agreement(Conversation talk) {
        this.talk = talk;
        all(ProxyEvent.ExchangeCompleted.class)
                .forEach(e -> summaries.put(e.summary().exchange(), e.summary()));
    }

    /** Returns what they do not agree on in a conversation that is closed, and what else is wrong with it. */
    public static List<String> faults(Conversation talk) {
        Agreement agreement = new Agreement(talk);
        agreement.check();
        return agreement.faults;
    }

    private void check() {
        faults.addAll(Ledger.faults(talk.events()));
        if (talk.unreleased() != 0) {
            faults.add(talk.unreleased() + " bytes of buffers were not released");
        }
        boolean thrown = all(ProxyEvent.ClientClosed.class).stream()
                        .anyMatch(e -> e.why() == CloseReason.INTERNAL_ERROR)
                || all(ProxyEvent.OriginClosed.class).stream().anyMatch(e -> e.why() == CloseReason.INTERNAL_ERROR);
        if (thrown) {
            faults.add("an exception was thrown");
        }
        nothingAfterAFault();
        List<ProxyEvent.OriginConnected> connections = all(ProxyEvent.OriginConnected.class);
        for (ProxyEvent.OriginConnected connection : connections) {
            toOrigin(connection, talk.origins().get(originNumber(connection)));
        }
        toClient();
    }

    /** A tunnel's connections are counted with the others, in the order in which they were made. */
    private int originNumber(ProxyEvent.OriginConnected connection) {
        return all(ProxyEvent.OriginConnected.class).indexOf(connection);
    }

    private void nothingAfterAFault() {
        boolean faulty = false;
        for (ProxyEvent event : talk.events()) {
            if (faulty && event instanceof ProxyEvent.RequestReceived) {
                faults.add("after a fault there is " + event);
            }
            faulty |= event instanceof ProxyEvent.ExchangeCompleted completed
                    && completed.summary().clientClose() == CloseReason.REQUEST_MALFORMED;
        }
    }

    private void toOrigin(ProxyEvent.OriginConnected connection, OriginEnd end) {
        List<ProxyEvent.RequestForwarded> told = all(ProxyEvent.RequestForwarded.class).stream()
                .filter(e -> e.connection() == connection.connection())
                .toList();
        boolean tunnel = told.isEmpty()
                ? isTunnel(connection.exchange())
                : isTunnel(told.get(told.size() - 1).exchange());
        List<ReadMessage> read = end.reader().messages();
        if (tunnel) {
            // What follows the head, or all of it, is not HTTP.
            read = read.subList(0, Math.min(told.size(), read.size()));
        } else if (end.reader().fault() != null) {
            refused("what the origin got: ", end.reader().fault(), end.sent());
            return;
        }
        // A head that was written but has not left when the exchange was given up is no difference.
        if (read.size() > told.size() || read.size() < told.size() - 1) {
            faults.add(told.size() + " requests were sent, " + read.size() + " are read: " + end.sent());
            return;
        }
        for (int i = 0; i < read.size(); i++) {
            sameHead(read.get(i), new String(told.get(i).head(), ISO_8859_1));
            if (read.get(i).complete() && !isTunnel(told.get(i).exchange())) {
                sameContent(read.get(i), summaries.get(told.get(i).exchange()).requestBytes());
            } else if (i < read.size() - 1) {
                faults.add("a request follows one that is not complete");
            }
        }
    }

    private boolean isTunnel(long exchange) {
        ExchangeSummary summary = summaries.get(exchange);
        return summary != null && summary.outcome() == Outcome.TUNNELLED;
    }

    private void refused(String what, String fault, String bytes) {
        if (STRICTER.stream()
                .noneMatch(s ->
                        s.fault.matcher(fault).find() && s.bytes.matcher(bytes).find())) {
            faults.add(what + fault + " in " + bytes);
        }
    }

    private void sameHead(ReadMessage read, String told) {
        String[] lines = told.split("\r\n");
        String start = lines[0].substring(0, lines[0].lastIndexOf(' '));
        if (read.start() == null || !start.equals(read.start())) {
            faults.add("request line " + read.start() + " was meant to be " + start);
        }
        List<String> fields =
                Arrays.stream(lines).skip(1).map(Agreement::normal).toList();
        List<String> found = read.fields().stream().map(Agreement::normal).toList();
        // The last field may be missing where the head is not complete.
        if (read.complete() && !fields.equals(found)) {
            faults.add("fields " + found + " were meant to be " + fields);
        }
    }

    private static String normal(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, colon).toLowerCase(Locale.ROOT) + ":"
                + line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
    }

    private void sameContent(ReadMessage read, long told) {
        if (read.content().length() != told) {
            faults.add("content of " + read.content().length() + " bytes was meant to have " + told);
        }
    }

    private void toClient() {
        List<ProxyEvent.RequestReceived> requests = all(ProxyEvent.RequestReceived.class);
        JettyReader reader = responses(talk);
        if (reader.fault() != null) {
            refused("what the client got: ", reader.fault(), talk.toClient());
            return;
        }
        List<ReadMessage> finals =
                reader.messages().stream().filter(m -> !m.isInterim()).toList();
        int next = 0;
        for (ProxyEvent.RequestReceived request : requests) {
            ReadMessage response = next < finals.size() ? finals.get(next++) : null;
            response(response, summaries.get(request.exchange()), endsAtClose(request));
        }
        if (next < finals.size()) {
            faults.add((finals.size() - next) + " responses too many");
        }
    }

    /** Reads what the client got, knowing what it had asked. */
    static JettyReader responses(Conversation talk) {
        List<ProxyEvent.RequestReceived> requests = all(talk, ProxyEvent.RequestReceived.class);
        return JettyReader.ofResponses(n -> n < requests.size() ? method(requests.get(n)) : "GET")
                .feed(talk.toClient())
                .end();
    }

    private static String method(ProxyEvent.RequestReceived request) {
        return new String(request.head(), ISO_8859_1).split(" ", 2)[0];
    }

    private static boolean endsAtClose(ProxyEvent.RequestReceived request) {
        return new String(request.head(), ISO_8859_1).split("\r\n", 2)[0].endsWith("HTTP/1.0");
    }

    private void response(ReadMessage read, ExchangeSummary told, boolean endsAtClose) {
        Set<Outcome> whole = new HashSet<>(List.of(Outcome.FORWARDED, Outcome.ANSWERED, Outcome.FAILED));
        if (whole.contains(told.outcome())) {
            if (read == null || !read.complete()) {
                faults.add("a response is missing or cut that was whole: " + told);
                return;
            }
            sameContent(read, told.responseBytes());
        } else if (told.outcome() == Outcome.CUT && read != null && read.complete() && !endsAtClose) {
            faults.add("a response looks whole that was cut: " + read + " for " + told);
        }
        if (read != null && read.start() != null && !read.start().startsWith(told.status() + " ")) {
            faults.add("status line " + read.start() + " was meant to have " + told.status());
        }
    }

    private <T extends ProxyEvent> List<T> all(Class<T> type) {
        return all(talk, type);
    }

    private static <T extends ProxyEvent> List<T> all(Conversation talk, Class<T> type) {
        return talk.events().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
