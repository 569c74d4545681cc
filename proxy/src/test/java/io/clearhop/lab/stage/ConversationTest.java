package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What several have seen becomes one conversation. */
class ConversationTest {
    private static final int CLIENT_PORT = 5000;
    private static final int ORIGIN_PORT = 80;
    private static final Party CLIENT = new Party(Text.same("client"), Party.Role.CLIENT);
    private static final Party ORIGIN = new Party(Text.same("origin"), Party.Role.ORIGIN);

    private final List<Trace> traces = new ArrayList<>();
    private long nanos;

    @Test
    void whatTwoEndsSawIsOneArrow() {
        client(Trace.What.CONNECTED, "");
        origin(Trace.What.ACCEPTED, "");
        client(Trace.What.SENT, "a");
        origin(Trace.What.RECEIVED, "a");

        assertThat(arrows()).containsExactly("client CONNECT SYN, SYN+ACK, ACK", "client DATA \"a\"");
    }

    @Test
    void piecesOfOneMessageAreOneArrow() {
        origin(Trace.What.SENT, "HTTP/1.0 200 OK\r\n\r\n");
        origin(Trace.What.SENT, "hel");
        origin(Trace.What.SENT, "lo");

        assertThat(arrows()).containsExactly("origin DATA HTTP/1.0 200 OK + \"hello\"");
    }

    @Test
    void anExchangeIsNotMergedWithTheNextHoweverSoonItComes() {
        client(Trace.What.SENT, "a");
        origin(Trace.What.SENT, "b");
        client(Trace.What.SENT, "c");
        origin(Trace.What.SENT, "d");

        assertThat(arrows())
                .containsExactly("client DATA \"a\"", "origin DATA \"b\"", "client DATA \"c\"", "origin DATA \"d\"");
    }

    @Test
    void aMessageThatBeginsLaterStandsWhereItBegan() {
        origin(Trace.What.SENT, "HTTP/1.0 200 OK\r\n\r\n1");
        nanos += 1_000;
        origin(Trace.What.SENT, "HTTP/1.0 200 OK\r\n\r\n2");

        assertThat(arrows())
                .containsExactly("origin DATA HTTP/1.0 200 OK + \"1\"", "origin DATA HTTP/1.0 200 OK + \"2\"");
    }

    private void client(Trace.What what, String bytes) {
        traces.add(new Trace(++nanos, CLIENT, new Trace.Ends(CLIENT_PORT, ORIGIN_PORT), what, bytes));
    }

    private void origin(Trace.What what, String bytes) {
        traces.add(new Trace(++nanos, ORIGIN, new Trace.Ends(ORIGIN_PORT, CLIENT_PORT), what, bytes));
    }

    private List<String> arrows() {
        Conversation conversation = new Conversation(traces, Map.of(CLIENT_PORT, CLIENT, ORIGIN_PORT, ORIGIN));
        return conversation.steps().stream()
                .map(Step.Arrow.class::cast)
                .map(arrow -> arrow.from().name().en() + " " + arrow.kind() + " " + arrow.label()
                        + arrow.details().stream().map(detail -> " " + detail).collect(Collectors.joining()))
                .toList();
    }
}
