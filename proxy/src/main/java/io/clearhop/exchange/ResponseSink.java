package io.clearhop.exchange;

import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Where the response of an exchange goes: the client hop. All calls on the event loop. */
public interface ResponseSink extends BodyForwarder.Sink {
    /** The source takes content of the request now. */
    void contentWanted();

    /** Whether a response with these options is to be treated as malformed. */
    boolean refuses(ConnectionOptions options);

    /** An interim (1xx) response arrived. */
    void interim(Head head, ConnectionOptions options);

    /**
     * The final response head arrived.
     *
     * @param atHand how many bytes of content come with the next call of {@link #content}, if they are all there is; else 0
     * @param originClose why the origin hop will close after this exchange, null if it persists
     * @return how the content is to be framed for the client
     */
    BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, int atHand, @Nullable CloseReason originClose);

    /** Where content may go as it is, past this, once the head has been given; see {@link BodyForwarder#passable}. */
    Channel hop();

    /** Takes framed content, and the duty to release it. */
    @Override
    void content(ByteBuf bytes);

    /** No more comes for the moment: what was given should leave. */
    void flush();

    /** A measure of the bytes that wait to leave on the client hop, good for comparing with another time's. */
    long unsent();

    /** Whether more content may be given; if not, {@link ResponseSource#resume} will be called. */
    boolean isWritable();

    /**
     * The response is complete.
     *
     * @param content bytes of content
     */
    void end(long content);

    /** The response will not come, or not whole. */
    void failed(ProxyError error, String detail);

    /**
     * A 2xx to CONNECT, or a 101: the origin's connection is a tunnel from here on.
     *
     * @param head of the response, or null if no response was received because the proxy itself connected
     * @param options of that head
     * @param origin the connection, without a handler
     * @param early bytes that followed the head, or null
     */
    void tunnel(@Nullable Head head, @Nullable ConnectionOptions options, Channel origin, @Nullable ByteBuf early);
}
