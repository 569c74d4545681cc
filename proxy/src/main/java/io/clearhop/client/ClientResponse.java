package io.clearhop.client;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.Method;
import io.clearhop.loop.SendQueue;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response of the current exchange on its way to the client: what is written, and how it is framed. What its end means
 * for the connection is {@link CurrentExchange}'s affair. Event loop.
 */
final class ClientResponse implements ResponseSink {
    private final CurrentExchange current;
    private final ClientConnection connection;
    private final Channel channel;
    private final ClientScope scope;
    private final SendQueue queue;
    private final ClientWriter writer;
    private boolean endsAtClose;
    /** Whether something of this response was written since the last flush. */
    private boolean written;

    ClientResponse(CurrentExchange current, ClientConnection connection, Channel channel, ClientScope scope) {
        this.current = current;
        this.connection = connection;
        this.channel = channel;
        this.scope = scope;
        queue = SendQueue.of(channel);
        writer = new ClientWriter(channel, queue, scope);
    }

    /**
     * Prepares for the response to a request.
     *
     * @param nth counts the exchanges of the connection from 1
     */
    void prepare(Exchange exchange, int nth) {
        written = false;
        int limit = scope.policy().exchanges();
        writer.prepare(exchange.isHttp10(), scope.options(), limit == 0 ? -1 : limit - nth);
    }

    /** The rules of the hop where the response will come from. */
    void receiveFrom(HopAwareForwarder forwarder) {
        writer.receiveFrom(forwarder);
    }

    /** The client hop takes bytes again, or does not any more. */
    void writabilityChanged() {
        queue.writabilityChanged();
    }

    @Override
    public void contentWanted() {
        connection.process();
    }

    @Override
    public boolean refuses(ConnectionOptions options) {
        return current.refuses(options);
    }

    @Override
    public void interim(Head head, ConnectionOptions options) {
        Exchange exchange = current.exchange();
        // An HTTP/1.0 client knows no interim responses (RFC 9110 section 15.2).
        if (exchange.isHttp10()) {
            return;
        }
        writer.interim(exchange, head, options);
        written = true;
        if (head.status() == 100) {
            exchange.request().continued();
        }
    }

    @Override
    public BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, int atHand, @Nullable CloseReason originClose) {
        Exchange exchange = current.exchange();
        endsAtClose = ClientWriter.endsAtClose(exchange.isHttp10(), framing.kind());
        if (endsAtClose) {
            exchange.clientCloses(CloseReason.RESPONSE_ENDS_AT_CLOSE);
        }
        if (scope.isLeaving()) {
            exchange.clientCloses(CloseReason.DRAINING);
        }
        // The rest of the request could not be delivered, or may never come.
        boolean undeliverable = !exchange.request().ended() && originClose != null;
        if (undeliverable || exchange.request().awaitsContinue()) {
            exchange.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        refuseOptimists(exchange);
        writer.head(exchange, head, options, framing, atHand, !connection.hasWaitingBytes());
        written = true;
        exchange.response().begin(head.status());
        return ClientWriter.mode(exchange.isHttp10(), framing.kind());
    }

    /** What a client sends behind a CONNECT that fails was meant for the tunnel and must not be read as a request. */
    private void refuseOptimists(Exchange exchange) {
        if (exchange.method() == Method.CONNECT && connection.hasWaitingBytes()) {
            exchange.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
    }

    /** Writes the whole of a response of the proxy's own. */
    void local(LocalResponse response) {
        Exchange exchange = current.exchange();
        refuseOptimists(exchange);
        boolean toHead = exchange.method() == Method.HEAD;
        int content = writer.local(exchange, response, toHead);
        exchange.response().sent(content);
        exchange.response().begin(response.status());
        exchange.response().end();
    }

    @Override
    public long unsent() {
        return SocketOptions.unsent(channel);
    }

    @Override
    public Channel hop() {
        return channel;
    }

    @Override
    public void content(ByteBuf bytes) {
        writer.content(bytes);
        written = true;
    }

    @Override
    public void trailers(Head section, List<AsciiString> nominated, BodyForwarder.Mode mode) {
        current.exchange().trailers(false, section, nominated, mode);
    }

    @Override
    public void flush() {
        // What is left of earlier responses may wait.
        if (written) {
            written = false;
            queue.flush();
        }
    }

    @Override
    public boolean isWritable() {
        return queue.takesMore();
    }

    @Override
    public void end(long content) {
        Exchange exchange = current.exchange();
        exchange.response().sent(content);
        exchange.response().end();
        current.responseEnded();
    }

    @Override
    public void failed(ProxyError error, String detail) {
        current.failed(error, detail);
    }

    @Override
    public void tunnel(
            @Nullable Head head, @Nullable ConnectionOptions options, Channel origin, @Nullable ByteBuf early) {
        Exchange exchange = current.exchange();
        if (head == null || options == null) {
            ByteBuf established = scope.responses().connectEstablished();
            exchange.answered(200, established);
            writer.write(established);
            exchange.response().begin(200);
        } else if (head.status() < 200) {
            writer.switching(exchange, head, options);
            exchange.response().begin(head.status());
        } else {
            scope.framing().ofResponse(head, Method.CONNECT);
            writer.head(exchange, head, options, scope.framing(), 0, false);
            exchange.response().begin(head.status());
        }
        current.becomesTunnel();
        connection.becomeTunnel(origin, early);
    }

    /** Whether a FIN now would look like the end of the response. */
    boolean isEndedByClose(Exchange exchange) {
        return endsAtClose
                && exchange.response().begun()
                && !exchange.response().ended();
    }
}
