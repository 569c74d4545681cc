package io.clearhop.console;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One reader of {@code /api/events}. There is never more than one message on its way to it: what changes meanwhile is in
 * the next one, so that a slow reader costs no more memory than a quick one. The console's loop.
 */
final class EventStream {
    /** Says that the connection lives, before anything in between gives it up. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Whoever takes this long for one message reads no more. */
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Channel channel;
    private long version;
    private List<ConsoleProxy.Listening> listeners = List.of();
    private @Nullable ChannelFuture onItsWay;
    private long sentAt = System.nanoTime();

    /**
     * Something to send.
     *
     * @param news whether there is anything new in it
     * @param whole whether it is everything
     */
    record Message(boolean news, boolean whole, EventId id, byte[] json) {}

    EventStream(Channel channel, long version) {
        this.channel = channel;
        this.version = version;
    }

    /** What the reader knows, if it has read all that was sent. */
    long version() {
        return version;
    }

    boolean isBusy() {
        boolean busy = onItsWay != null && !onItsWay.isDone();
        if (busy && System.nanoTime() - sentAt > STUCK_NANOS) {
            channel.close();
        }
        return busy;
    }

    void send(Message message, List<ConsoleProxy.Listening> current) {
        if (message.news() || !current.equals(listeners)) {
            version = message.id().version();
            listeners = current;
            write(frame(message));
        } else if (System.nanoTime() - sentAt > HEARTBEAT_NANOS) {
            write(channel.alloc().buffer(HEARTBEAT.length).writeBytes(HEARTBEAT));
        }
    }

    private ByteBuf frame(Message message) {
        byte[] begin = ("event: " + (message.whole() ? "state" : "change") + "\nid: " + message.id() + "\ndata: ")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = channel.alloc().buffer(begin.length + message.json().length + 2);
        return frame.writeBytes(begin)
                .writeBytes(message.json())
                .writeByte('\n')
                .writeByte('\n');
    }

    private void write(ByteBuf content) {
        sentAt = System.nanoTime();
        onItsWay = channel.writeAndFlush(new DefaultHttpContent(content));
    }
}
