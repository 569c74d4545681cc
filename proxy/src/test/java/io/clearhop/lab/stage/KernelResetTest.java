package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reset that no party decided is in the conversation, and one that a party did is there once. */
class KernelResetTest {
    private static final Party CLIENT = new Party(Text.same("client"), Party.Role.CLIENT);
    private static final Party ORIGIN = new Party(Text.same("origin"), Party.Role.ORIGIN);
    private static final Trace.Ends CLIENTS = new Trace.Ends(5000, 80);
    private static final Trace CONNECTED = new Trace(1, CLIENT, CLIENTS, Trace.What.CONNECTED, "");
    private static final Trace ACCEPTED = new Trace(2, ORIGIN, CLIENTS.reversed(), Trace.What.ACCEPTED, "");
    private static final Trace CLOSED = new Trace(3, ORIGIN, CLIENTS.reversed(), Trace.What.FIN_SENT, "");
    private static final Trace RESET = new Trace(4, ORIGIN, CLIENTS.reversed(), Trace.What.RST_SENT, "");
    private static final Trace SEEN = new Trace(5, CLIENT, CLIENTS, Trace.What.RST_RECEIVED, "");

    @Test
    void theKernelResetsForASocketThatIsClosed() {
        assertThat(arrows(CONNECTED, ACCEPTED, CLOSED, SEEN)).containsExactly("CONNECT", "FIN", "RST by origin");
    }

    @Test
    void aResetThatBothEndsTellOfIsOne() {
        assertThat(arrows(CONNECTED, ACCEPTED, RESET, SEEN)).containsExactly("CONNECT", "RST by origin");
    }

    private static List<String> arrows(Trace... traces) {
        return new Conversation(List.of(traces), Map.of(5000, CLIENT, 80, ORIGIN))
                .steps().stream()
                        .map(Step.Arrow.class::cast)
                        .map(arrow -> arrow.kind() == Step.Arrow.Kind.RST
                                ? "RST by " + arrow.from().name()
                                : arrow.kind().name())
                        .toList();
    }
}
