package io.clearhop.relay;

import io.clearhop.loop.LoopTimer;
import io.clearhop.origin.SocketOptions;
import io.netty.channel.Channel;

/** What comes from a client behind the one request of a blind relay, and is not looked at: whether there is anything. */
final class BehindRequest {
    /** The kernel's clock and ours do not tick together. */
    private static final long CLOCKS_DIFFER_MILLIS = 10;

    private final Channel channel;
    private final LoopTimer timer;
    private long since = Long.MAX_VALUE - CLOCKS_DIFFER_MILLIS;
    private boolean cameWithRequest;

    BehindRequest(Channel channel, LoopTimer timer) {
        this.channel = channel;
        this.timer = timer;
    }

    /**
     * The request is complete, and nothing more is read.
     *
     * @param more whether the read that brought its end has brought more
     */
    void begin(boolean more) {
        cameWithRequest = more;
        since = timer.now();
    }

    /** Whether something has come. What came at once is not told apart from the request here. */
    boolean hasCome() {
        long ago = SocketOptions.millisSinceData(channel);
        return cameWithRequest || ago >= 0 && timer.now() - ago > since + CLOCKS_DIFFER_MILLIS;
    }
}
