package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.client.ClientScope;
import io.clearhop.config.PoolLimits;
import io.clearhop.observe.ProxyEvents;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection to an origin that goes from one exchange to another that waits for it. */
class GivenBackTest {
    private static final String REQUEST = "GET http://o/ HTTP/1.1\r\nHost: o\r\n\r\n";
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final EmbeddedChannel origin = new EmbeddedChannel();
    private final EmbeddedChannel first = EmbeddedChannel.builder().build();
    private final EmbeddedChannel second = EmbeddedChannel.builder().build();

    @AfterEach
    void close() {
        first.finishAndReleaseAll();
        second.finishAndReleaseAll();
        origin.finishAndReleaseAll();
    }

    @Test
    void itIsReadThoughTheClientBeforeTookNoMore() {
        ClientScope scope = Playbook.scope(
                first.eventLoop(),
                ProxyEvents.NONE,
                (to, access, listener) -> listener.connected(origin, 0),
                PoolLimits.DEFAULTS.withConnections(1));
        Playbook.serve(first, scope);
        Playbook.serve(second, scope);
        Playbook.receive(first, REQUEST);
        Playbook.receive(second, REQUEST);
        // As where the last bytes of the response have not all been taken.
        origin.config().setAutoRead(false);

        Playbook.receive(origin, RESPONSE);

        assertThat(Playbook.sent(first)).endsWith("ok");
        assertThat(origin.config().isAutoRead()).isTrue();
        Playbook.receive(origin, RESPONSE);
        assertThat(Playbook.sent(second)).endsWith("ok");
    }
}
