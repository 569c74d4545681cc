package io.clearhop.console;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

    /** Of changes a megabyte a second: what changes more often than that is merged, for the reader and for us. */
    private static final long NANOS_FOR_BYTE = 1000;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final byte[] LAB = "event: lab\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final Channel channel;
    private long version;
    private List<ConsoleProxy.Listening> listeners = List.of();
    private @Nullable ChannelFuture onItsWay;
    private long sentAt = System.nanoTime();
    private long restNanos;
    private long performed;

    /** Something to send, made once for all who know the same. */
    static final class Message {
        private final boolean news;
        private final boolean whole;
        private final EventId id;
        private final Supplier<byte[]> json;
        private byte @Nullable [] frame;

        /**
         * Prepares it.
         *
         * @param news whether there is anything new in it
         * @param whole whether it is everything
         * @param json makes its data, if it is sent
         */
        Message(boolean news, boolean whole, EventId id, Supplier<byte[]> json) {
            this.news = news;
            this.whole = whole;
            this.id = id;
            this.json = json;
        }

        private byte[] frame() {
            byte[] known = frame;
            if (known == null) {
                byte[] begin = ("event: " + (whole ? "state" : "change") + "\nid: " + id + "\ndata: ")
                        .getBytes(StandardCharsets.UTF_8);
                byte[] data = json.get();
                known = Arrays.copyOf(begin, begin.length + data.length + 2);
                System.arraycopy(data, 0, known, begin.length, data.length);
                known[known.length - 2] = '\n';
                known[known.length - 1] = '\n';
                frame = known;
            }
            return known;
        }
    }

    EventStream(Channel channel, long version) {
        this.channel = channel;
        this.version = version;
    }

    /** What the reader knows, if it has read all that was sent. */
    long version() {
        return version;
    }

    /** Whether it is too early for another message. */
    boolean isBusy() {
        boolean busy = onItsWay != null && !onItsWay.isDone();
        long since = System.nanoTime() - sentAt;
        if (busy && since > STUCK_NANOS) {
            channel.close();
        }
        return busy || since < restNanos;
    }

    void send(Message message, List<ConsoleProxy.Listening> current) {
        if (message.news || !current.equals(listeners)) {
            version = message.id.version();
            listeners = current;
            byte[] frame = message.frame();
            write(Unpooled.wrappedBuffer(frame));
            restNanos = message.whole ? 0 : frame.length * NANOS_FOR_BYTE;
        } else if (System.nanoTime() - sentAt > HEARTBEAT_NANOS) {
            write(Unpooled.wrappedBuffer(HEARTBEAT));
        }
    }

    /** Sends how far the lab's play has come, if that is new to the reader. */
    void send(Playhouse.@Nullable Performance now) {
        if (now != null && now.version() != performed) {
            performed = now.version();
            write(Unpooled.wrappedBuffer(LAB, LabJson.performance(now), END));
        }
    }

    private void write(ByteBuf content) {
        sentAt = System.nanoTime();
        onItsWay = channel.writeAndFlush(new DefaultHttpContent(content));
    }
}
