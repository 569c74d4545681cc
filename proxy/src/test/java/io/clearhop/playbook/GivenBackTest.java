package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.client.ClientScope;
import io.clearhop.config.PoolLimits;
import io.clearhop.observe.ProxyEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
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
        sends(first, REQUEST);
        sends(second, REQUEST);
        // As where the last bytes of the response have not all been taken.
        origin.config().setAutoRead(false);

        sends(origin, RESPONSE);

        assertThat(received(first)).endsWith("ok");
        assertThat(origin.config().isAutoRead()).isTrue();
        sends(origin, RESPONSE);
        assertThat(received(second)).endsWith("ok");
    }

    private static void sends(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private static String received(EmbeddedChannel client) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
            text.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return text.toString();
    }
}
