package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.ProxyEvent;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a proxy tells is shown where one can see what it is about. */
class ProxyTestimonyTest {
    private static final int ORIGIN_PORT = 80;
    private static final Party PROXY = new Party(Text.same("proxy"), Party.Role.PROXY);

    @Test
    void aPooledConnectionToAnOriginWithAColumnIsNoted() {
        assertThat(notes(new ProxyTestimony(PROXY, port -> port == ORIGIN_PORT)))
                .containsExactly("takes a pooled connection, its request 2");
    }

    @Test
    void aHopThatIsNotDrawnIsNotSpokenOf() {
        assertThat(notes(new ProxyTestimony(PROXY, port -> false))).isEmpty();
    }

    private static List<String> notes(ProxyTestimony testimony) {
        testimony.hear(new ProxyEvent.OriginConnected(
                1,
                1,
                7,
                new Origin("127.0.0.1", ORIGIN_PORT),
                new InetSocketAddress("127.0.0.1", ORIGIN_PORT),
                new InetSocketAddress("127.0.0.1", 5000),
                1));
        testimony.hear(new ProxyEvent.OriginTaken(2, 2, 7, 2, OriginChoice.IDLE));
        return testimony.notes().stream()
                .map(Step.Note.class::cast)
                .map(note -> note.text().en())
                .toList();
    }
}
