package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The shorter way of long content that nobody has to look at: before a channel is read, the kernel moves what has arrived
 * straight to the other hop's socket. Only content takes it, and who counts it there looks for its end when the channel has
 * been read. Confined to the channel's event loop.
 */
public final class Shortcut {
    /** What may take the shorter way. */
    public interface Content {
        /** How many bytes may pass unseen now, 0 for none. */
        long most();

        /** Where they go, null for nowhere; asked only if some may pass. */
        @Nullable
        Channel to();

        /** So many have passed, or are the {@link Shortcut#rest}. */
        void passed(int bytes);

        /** Whether a head comes next, and behind it perhaps content that need not be read. */
        default boolean awaitsHead() {
            return false;
        }
    }

    private static final AttributeKey<Shortcut> KEY = AttributeKey.valueOf(Shortcut.class, "shortcut");
    /** Less is read and written as fast: 64 KiB, of which some have come with a head. */
    private static final int WORTH = 48 * 1024;

    private final @Nullable EpollSocketChannel from;
    private final @Nullable KernelPipe pipe;
    private @Nullable Content content;
    private @Nullable ByteBuf rest;
    /** Content has begun to pass, and more of it is to come. */
    private boolean goesOn;

    private Shortcut(@Nullable EpollSocketChannel from, @Nullable KernelPipe pipe) {
        this.from = from;
        this.pipe = pipe;
    }

    /** Makes the way out of a new channel. */
    static Shortcut make(Channel channel, @Nullable KernelPipe pipe) {
        Shortcut made = new Shortcut(channel instanceof EpollSocketChannel socket ? socket : null, pipe);
        channel.attr(KEY).set(made);
        return made;
    }

    /** The way out of a channel. */
    public static Shortcut of(Channel channel) {
        Shortcut made = channel.attr(KEY).get();
        return made == null ? make(channel, null) : made;
    }

    /** From now on this may take it. */
    public void open(Content passing) {
        content = passing;
    }

    /** Whether a head comes next, and what follows it may soon take the way. */
    boolean awaitsHead() {
        return content != null && isOpen() && content.awaitsHead();
    }

    private boolean isOpen() {
        return from != null && pipe != null && pipe.isOpen();
    }

    /** Whether much content may take it now, or as soon as what was written before has left. */
    boolean isNext() {
        Content passing = content;
        return passing != null && isOpen() && passing.most() >= WORTH && passing.to() instanceof EpollSocketChannel;
    }

    /**
     * Moves what has arrived, as much as the pipe takes. Then the others of the loop have their turn, which is fair and
     * costs less than to empty one after the other (docs/performance.md). Closes, writes and tells nothing, for Netty is
     * about to read the channel.
     *
     * @return how many bytes
     * @throws IOException if the channel's connection is lost
     */
    int move() throws IOException {
        Content passing = content;
        if (passing == null || from == null || pipe == null || rest != null) {
            return 0;
        }
        long most = passing.most();
        goesOn &= most > 0;
        // Once on the way, all of it goes: the end of content would only be a read and a segment more.
        if (most < (goesOn ? 1 : WORTH) || !(passing.to() instanceof EpollSocketChannel to) || !SendQueue.isFree(to)) {
            return 0;
        }
        int bytes = pipe.move(from, to, most);
        if (bytes > 0) {
            rest = pipe.takeRest();
            passing.passed(bytes);
            goesOn = passing.most() > 0;
        }
        return bytes;
    }

    /** Whether there is nothing to be read behind what has just been moved. */
    boolean goesOn() {
        return goesOn;
    }

    /**
     * What came out of the other end no more, for the caller to write in the usual way before anything else, and to
     * release; null if there is nothing. Ask before what was read is passed on, and when all has been read.
     */
    public @Nullable ByteBuf rest() {
        ByteBuf left = rest;
        rest = null;
        return left;
    }
}
