package io.clearhop.client;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.Outcome;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchange that a client connection carries: it passes the request's content on and is the sink of the response. One
 * for each connection, used for its exchanges one after the other. Event loop.
 */
final class CurrentExchange implements ResponseSink {
    private final ClientConnection connection;
    private final Channel channel;
    private final ClientScope scope;
    private final SendQueue queue;
    private final ClientAccess access;
    private final ClientWriter writer;
    private final RequestDispatch dispatch;
    private final BodyForwarder requestBody;

    private @Nullable Exchange exchange;
    private @Nullable ResponseSource source;
    private boolean endsAtClose;

    CurrentExchange(ClientConnection connection, Channel channel, ClientScope scope, ClientAccess access) {
        this.connection = connection;
        this.channel = channel;
        this.scope = scope;
        queue = SendQueue.of(channel);
        this.access = access;
        writer = new ClientWriter(channel, scope);
        dispatch = new RequestDispatch(channel, scope, access);
        requestBody = new BodyForwarder(
                HeadParser.Kind.REQUEST_TRAILERS, scope.policy().headLimits());
    }

    // The request.

    /** A whole head is there. */
    void begin(Head head, long client, int nth) {
        Exchange begun = Exchange.of(scope.loop(), client, nth, access.address(), head);
        exchange = begun;
        Malformed fault = dispatch.check(head);
        if (fault != null) {
            malformed(fault);
            return;
        }
        CloseReason close = dispatch.closeAfter(head, nth);
        if (close != null) {
            begun.clientCloses(close);
        }
        int limit = scope.policy().exchanges();
        writer.prepare(begun.isHttp10(), scope.options(), limit == 0 ? -1 : limit - nth);
        BodyFraming framing = scope.framing();
        requestBody.begin(
                framing.kind(),
                framing.length(),
                BodyForwarder.Mode.AS_IS,
                scope.options().nominatedNames());
        if (requestBody.isEnd()) {
            begun.request().end();
        }
        Refusal refusal = access.refusal();
        if (refusal != null) {
            begun.clientCloses(CloseReason.CLIENT_REFUSED);
            failed(ProxyError.of(refusal.kind()), refusal.detail());
            return;
        }
        if (isTooLarge(framing.kind() == BodyFraming.Kind.LENGTH ? framing.length() : 0)) {
            tooLarge();
            return;
        }
        LocalResponse answer = dispatch.ownAnswer(head);
        if (answer != null) {
            answer(answer, Outcome.ANSWERED);
            return;
        }
        if (dispatch.isLoop(head)) {
            failed(
                    ProxyError.LOOP,
                    "Its Via names this proxy, " + scope.forwarder().via() + ".");
            return;
        }
        ResponseSource from = dispatch.source(head, begun, this);
        source = from;
        writer.receiveFrom(dispatch.forwarder());
        from.start();
    }

    /** Bytes came that are no request: nothing after them can be trusted to be one. */
    void refuse(Malformed fault, long client, int nth) {
        exchange = Exchange.ofGarbage(scope.loop(), client, nth, access.address());
        malformed(fault);
    }

    /** The rest of a head did not come in time. */
    void headTimedOut(long client, int nth) {
        Exchange late = Exchange.ofGarbage(scope.loop(), client, nth, access.address());
        exchange = late;
        String detail = "No whole request head within " + scope.policy().requestHeadMillis() + " ms.";
        late.blame(detail);
        late.clientCloses(CloseReason.REQUEST_HEAD_TIMEOUT);
        answer(scope.responses().failed(ProxyError.REQUEST_TIMEOUT, detail), Outcome.FAILED);
    }

    /**
     * Passes on what has arrived of the request's content, if the source takes it.
     *
     * @return whether the exchange is over with it
     */
    boolean passContent(Received received) {
        Exchange current = exchange;
        ResponseSource to = source;
        if (current == null || to == null || current.request().ended() || !to.wantsContent()) {
            return false;
        }
        Run run = requestBody.forward(received.bytes(), to);
        current.request().received(requestBody.content());
        if (run == Run.MALFORMED) {
            to.abandon(CloseReason.REQUEST_MALFORMED);
            malformed(requestBody.fault());
            return true;
        }
        if (isTooLarge(requestBody.content())) {
            to.abandon(CloseReason.REQUEST_TOO_LARGE);
            tooLarge();
            return true;
        }
        if (run != Run.END) {
            inputEnded(connection.isInputOpen());
            return exchange == null;
        }
        current.request().end();
        to.requestEnd();
        if (current.isDone()) {
            finish(Outcome.FORWARDED);
        }
        return exchange == null;
    }

    /** Whether content of the request could be passed on at once. */
    boolean takesContent() {
        return exchange != null && source != null && !exchange.request().ended() && source.wantsContent();
    }

    /** Lets what was passed on leave. */
    void flushRequest() {
        if (source != null) {
            source.flush();
        }
    }

    /**
     * Looks whether the request can still become whole.
     *
     * @param moreMayCome whether content waits here that the origin does not take yet, or may still arrive
     */
    void inputEnded(boolean moreMayCome) {
        if (!moreMayCome && !current().request().ended()) {
            abandonSource(CloseReason.EXCHANGE_ABANDONED);
            malformed(Malformed.CONTENT_CUT);
        }
    }

    /** The client hop takes bytes again, or does not any more. */
    void writabilityChanged() {
        queue.writabilityChanged();
    }

    /** The client hop takes bytes again. */
    void resume() {
        if (source != null) {
            source.resume();
        }
    }

    // The response.

    @Override
    public void contentWanted() {
        connection.process();
    }

    @Override
    public boolean refuses(ConnectionOptions options) {
        return dispatch.refuses(options);
    }

    @Override
    public void interim(Head head, ConnectionOptions options) {
        Exchange current = current();
        // An HTTP/1.0 client knows no interim responses (RFC 9110 section 15.2).
        if (current.isHttp10()) {
            return;
        }
        writer.interim(current, head, options);
        if (head.status() == 100) {
            current.request().continued();
        }
    }

    @Override
    public BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, @Nullable CloseReason originClose) {
        Exchange current = current();
        endsAtClose = ClientWriter.endsAtClose(current.isHttp10(), framing.kind());
        if (endsAtClose) {
            current.clientCloses(CloseReason.RESPONSE_ENDS_AT_CLOSE);
        }
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        // The rest of the request could not be delivered, or may never come.
        boolean undeliverable = !current.request().ended() && originClose != null;
        if (undeliverable || current.request().awaitsContinue()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        refuseOptimists(current);
        writer.head(current, head, options, framing);
        current.response().begin(head.status());
        return ClientWriter.mode(current.isHttp10(), framing.kind());
    }

    /** What a client sends behind a CONNECT that fails was meant for the tunnel and must not be read as a request. */
    private void refuseOptimists(Exchange current) {
        if (current.method() == Method.CONNECT && connection.hasWaitingBytes()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
    }

    @Override
    public long unsent() {
        return SocketOptions.unsent(channel);
    }

    @Override
    public void content(ByteBuf bytes) {
        writer.write(bytes);
    }

    @Override
    public void trailers(Head section, List<AsciiString> nominated, BodyForwarder.Mode mode) {
        current().trailers(false, section, nominated, mode);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return queue.takesMore();
    }

    @Override
    public void end(long content) {
        Exchange current = current();
        current.response().sent(content);
        current.response().end();
        if (!current.request().ended()) {
            if (current.clientClose() == null) {
                channel.flush();
                return;
            }
            abandonSource(CloseReason.REQUEST_UNFINISHED);
        }
        finish(Outcome.FORWARDED);
        connection.process();
    }

    @Override
    public void failed(ProxyError error, String detail) {
        Exchange current = current();
        current.blame(error.sentence() + " " + detail);
        source = null;
        if (current.response().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
            finish(Outcome.FORWARDED);
        } else if (current.response().begun()) {
            cut(current);
        } else {
            answer(scope.responses().failed(error, detail), Outcome.FAILED);
            connection.process();
        }
    }

    @Override
    public void tunnel(
            @Nullable Head head, @Nullable ConnectionOptions options, Channel origin, @Nullable ByteBuf early) {
        Exchange current = current();
        if (head == null || options == null) {
            writer.write(scope.responses().connectEstablished());
            current.response().begin(200);
        } else if (head.status() < 200) {
            writer.switching(current, head, options);
            current.response().begin(head.status());
        } else {
            scope.framing().ofResponse(head, Method.CONNECT);
            writer.head(current, head, options, scope.framing());
            current.response().begin(head.status());
        }
        source = null;
        connection.becomeTunnel(origin, early);
    }

    /** The tunnel that the connection had become has ended. */
    void tunnelEnded(long fromClient, long toClient, CloseReason why) {
        Exchange current = exchange;
        // It is over already where the client's connection went first.
        if (current != null) {
            exchange = null;
            current.tunnelled(fromClient, toClient);
            current.clientCloses(why);
            current.complete(Outcome.TUNNELLED);
        }
    }

    // The ends.

    private void malformed(Malformed fault) {
        clientsFault(scope.responses().malformed(fault), fault.sentence(), CloseReason.REQUEST_MALFORMED);
    }

    private boolean isTooLarge(long content) {
        long most = scope.policy().requestContent();
        return most > 0 && content > most;
    }

    private void tooLarge() {
        ProxyError error = ProxyError.REQUEST_TOO_LARGE;
        String detail = "At most " + scope.policy().requestContent() + " bytes are taken.";
        clientsFault(
                scope.responses().failed(error, detail),
                error.sentence() + " " + detail,
                CloseReason.REQUEST_TOO_LARGE);
    }

    /** The rest of the request is of no use, and neither is the connection. */
    private void clientsFault(LocalResponse response, String blame, CloseReason why) {
        Exchange current = current();
        current.blame(blame);
        current.clientCloses(why);
        source = null;
        if (current.response().ended()) {
            finish(Outcome.FORWARDED);
        } else if (current.response().begun()) {
            cut(current);
        } else {
            answer(response, Outcome.FAILED);
        }
    }

    /** The proxy answers by itself. What is left of the request can only be dropped. */
    private void answer(LocalResponse response, Outcome outcome) {
        Exchange current = current();
        if (!current.request().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        refuseOptimists(current);
        int content = writer.local(response, current.method() == Method.HEAD, current.clientClose() != null);
        current.response().sent(content);
        current.response().begin(response.status());
        current.response().end();
        finish(outcome);
    }

    /** The response can not be completed: the client must not take it for whole (RFC 9112 section 8). */
    private void cut(Exchange current) {
        current.clientCloses(CloseReason.RESPONSE_CUT);
        exchange = null;
        current.complete(Outcome.CUT);
        connection.cut(endsAtClose);
    }

    private void finish(Outcome outcome) {
        Exchange current = current();
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        if (connection.isInputSpent()) {
            current.clientCloses(CloseReason.CLIENT_CLOSED);
        }
        exchange = null;
        source = null;
        current.complete(outcome);
        connection.exchangeOver(current.clientClose());
    }

    /** Whether a FIN now would look like the end of the response. */
    boolean isEndedByClose() {
        Exchange current = exchange;
        return current != null
                && endsAtClose
                && current.response().begun()
                && !current.response().ended();
    }

    /** The client's connection is gone. */
    void abandon(CloseReason why) {
        Exchange current = exchange;
        abandonSource(CloseReason.EXCHANGE_ABANDONED);
        exchange = null;
        if (current != null) {
            current.clientCloses(why);
            current.complete(Outcome.ABANDONED);
        }
    }

    private void abandonSource(CloseReason why) {
        ResponseSource from = source;
        source = null;
        if (from != null) {
            from.abandon(why);
        }
    }

    private Exchange current() {
        Exchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("the client's connection carries no exchange");
        }
        return current;
    }
}
