package io.clearhop.exchange;

import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Where the response of an exchange comes from. It takes the request's content and calls the exchange's
 * {@link ResponseSink}. All calls on the event loop.
 */
public interface ResponseSource extends BodyForwarder.Sink, Whereabouts {
    /** Begins; the sink may be called before this returns. */
    void start();

    /** Whether content may be given now; if not, {@link ResponseSink#contentWanted} will be called. */
    boolean wantsContent();

    /** Where content of the request may go as it is, past this, or null if it may not. */
    default @Nullable Channel hop() {
        return null;
    }

    /** Content has gone past this. */
    default void passed() {}

    /** Takes framed content of the request, and the duty to release it. */
    @Override
    void content(ByteBuf bytes);

    /** No more content is given for the moment: what was given should leave. */
    void flush();

    /** The request is complete. */
    void requestEnd();

    /** The client hop takes more of the response after it had not been writable. */
    void resume();

    /** The client hop is gone or will not take the response; no further call of the sink. */
    void abandon(CloseReason why);
}
