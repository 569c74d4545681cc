package io.clearhop.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.access.ClientAccess;
import io.clearhop.http.Origin;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.origin.OriginConnector;
import io.clearhop.playbook.Playbook;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * One client's connection through the smart handlers to its origins, without a socket: bytes go in, all that the proxy
 * sends and tells is kept. Every buffer comes from an allocator of its own, so that {@link #close()} can say how much was
 * not released. Text is ISO-8859-1, a character is a byte.
 */
public final class Conversation implements AutoCloseable {
    /** What an origin sends when it has received a whole request. */
    public record Answer(String bytes, boolean closes) {}

    /** All that was sent to one origin connection. */
    public static final class OriginEnd {
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final StringBuilder sent = new StringBuilder();
        private final JettyReader reader = JettyReader.ofRequests();
        private int answered;

        /** What the proxy has sent. */
        public String sent() {
            return sent.toString();
        }

        /** What the second parser made of it. */
        public JettyReader reader() {
            return reader;
        }
    }

    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false, true);
    private final EmbeddedChannel client = new EmbeddedChannel();
    private final StringBuilder toClient = new StringBuilder();
    private final List<OriginEnd> origins = new ArrayList<>();
    private final List<ProxyEvent> events = new ArrayList<>();
    private final Function<String, List<String>> cut;
    private final Deque<Answer> answers;

    /**
     * Begins with the client's connection.
     *
     * @param cut makes reads of what is sent at once
     * @param answers of the origins, in the order in which requests become whole there
     */
    public Conversation(Function<String, List<String>> cut, List<Answer> answers) {
        this.cut = cut;
        this.answers = new ArrayDeque<>(answers);
        client.config().setAllocator(buffers);
        Playbook.serve(client, recorder(), this::connect);
        client.freezeTime();
    }

    private ProxyEvents recorder() {
        return events::add;
    }

    private void connect(Origin to, ClientAccess client, OriginConnector.Listener listener) {
        OriginEnd end = new OriginEnd();
        end.channel.config().setAllocator(buffers);
        origins.add(end);
        listener.connected(end.channel, 0);
    }

    /** The client sends. */
    public void client(String bytes) {
        for (String read : cut.apply(bytes)) {
            receive(client, read);
            settle();
        }
    }

    /** The client has no more to send. */
    public void clientHalfCloses() {
        if (client.isOpen()) {
            client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            settle();
        }
    }

    /** The client is gone. */
    public void clientCloses() {
        client.close();
        settle();
    }

    /** The origin of the newest connection sends, if there is one. */
    public void origin(String bytes) {
        if (!origins.isEmpty()) {
            receive(newest(), bytes);
            settle();
        }
    }

    /** The origin of the newest connection closes it. */
    public void originCloses() {
        if (!origins.isEmpty()) {
            newest().close();
            settle();
        }
    }

    private EmbeddedChannel newest() {
        return origins.get(origins.size() - 1).channel;
    }

    private void receive(EmbeddedChannel channel, String bytes) {
        if (channel.isOpen()) {
            ByteBuf in = buffers.buffer(Math.max(1, bytes.length()));
            in.writeCharSequence(bytes, ISO_8859_1);
            channel.writeInbound(in);
        }
    }

    /** Takes what was sent, and lets the origins answer, until nothing happens any more. */
    private void settle() {
        boolean more = true;
        while (more) {
            client.runPendingTasks();
            collect(client, toClient);
            more = false;
            for (int i = 0; i < origins.size(); i++) {
                OriginEnd end = origins.get(i);
                end.channel.runPendingTasks();
                end.reader.feed(collect(end.channel, end.sent));
                more |= answer(end);
            }
        }
    }

    private boolean answer(OriginEnd end) {
        boolean due = end.reader.complete().size() > end.answered && !answers.isEmpty() && end.channel.isOpen();
        if (due) {
            end.answered++;
            Answer answer = answers.remove();
            for (String read : cut.apply(answer.bytes())) {
                receive(end.channel, read);
                collect(client, toClient);
            }
            if (answer.closes()) {
                end.channel.close();
            }
        }
        return due;
    }

    private static String collect(EmbeddedChannel channel, StringBuilder all) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(ISO_8859_1));
            out.release();
        }
        all.append(text);
        return text.toString();
    }

    /** All that the client got. */
    public String toClient() {
        return toClient.toString();
    }

    /** The origin connections, in their order. */
    public List<OriginEnd> origins() {
        return origins;
    }

    /** All events so far. */
    public List<ProxyEvent> events() {
        return events;
    }

    /** Whether the client's connection is open. */
    public boolean isClientOpen() {
        return client.isOpen();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        client.close();
        settle();
        client.finishAndReleaseAll();
        origins.forEach(end -> end.channel.finishAndReleaseAll());
    }

    /** Bytes of buffers that nobody has released. */
    public long unreleased() {
        return buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    }
}
