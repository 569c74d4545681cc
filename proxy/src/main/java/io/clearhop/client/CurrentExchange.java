package io.clearhop.client;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Peer;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.observe.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The exchange that a client connection carries: it passes the request's content on, and knows what the ends of both
 * halves mean for the connection. One for each connection, used for its exchanges one after the other. Event loop.
 */
final class CurrentExchange {
    private final ClientConnection connection;
    private final Channel channel;
    private final ClientScope scope;
    private final ClientAccess access;
    private final ClientResponse sink;
    private final RequestDispatch dispatch;
    private final BodyForwarder requestBody;

    private @Nullable Exchange exchange;
    private @Nullable ResponseSource source;

    CurrentExchange(ClientConnection connection, Channel channel, ClientScope scope, ClientAccess access) {
        this.connection = connection;
        this.channel = channel;
        this.scope = scope;
        this.access = access;
        sink = new ClientResponse(this, connection, channel, scope);
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
        sink.prepare(begun, nth);
        BodyFraming framing = scope.framing();
        requestBody.begin(
                framing.kind(),
                framing.length(),
                BodyForwarder.Mode.AS_IS,
                scope.options().nominatedNames());
        if (requestBody.isEnd()) {
            begun.requestEnded();
        }
        serve(head, begun);
    }

    /** Decides where the response to a valid request comes from. */
    private void serve(Head head, Exchange begun) {
        BodyFraming framing = scope.framing();
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
        ResponseSource from = dispatch.source(head, begun, sink);
        source = from;
        begun.isWith(from);
        sink.receiveFrom(dispatch.forwarder());
        from.start();
    }

    /** Bytes came that are no request: nothing after them can be trusted to be one. */
    void refuse(Malformed fault, long client, int nth) {
        exchange = Exchange.ofGarbage(scope.loop(), client, nth, access.address());
        malformed(fault);
    }

    /** A head that is not complete will not be waited for. */
    void refuseHead(ProxyError error, String detail, CloseReason why, long client, int nth) {
        Exchange begun = Exchange.ofGarbage(scope.loop(), client, nth, access.address());
        exchange = begun;
        begun.blame(error.sentence() + " " + detail);
        begun.clientCloses(why);
        answer(scope.responses().failed(error, detail), Outcome.FAILED);
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
        current.requestEnded();
        to.requestEnd();
        if (current.isDone()) {
            finish(Outcome.FORWARDED);
        }
        return exchange == null;
    }

    /** How many bytes of the request's content may go to the origin hop as they are, without coming here. */
    long passable() {
        boolean may = takesContent() && scope.policy().requestContent() == 0;
        return may ? requestBody.passable() : 0;
    }

    /** Where they go, or null. */
    @Nullable
    Channel hop() {
        return source == null ? null : source.hop();
    }

    /** Whether the last byte was one of them: then {@link #passContent} finds the end, though nothing has arrived. */
    boolean hasPassedLast() {
        return exchange != null && source != null && !exchange.request().ended() && requestBody.isEnd();
    }

    /** So many bytes have done so. */
    void passed(int bytes) {
        requestBody.passed(bytes);
        exchange().request().received(requestBody.content());
        if (source != null) {
            source.passed();
        }
    }

    /** Passes on what could not, and takes the duty to release it. */
    void passRest(ByteBuf rest) {
        if (source != null) {
            source.content(rest);
        } else {
            rest.release();
        }
    }

    /** Whether the last request had content. */
    boolean hadContent() {
        return requestBody.content() > 0;
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
        if (!moreMayCome && !exchange().request().ended()) {
            abandonSource(CloseReason.EXCHANGE_ABANDONED);
            malformed(Malformed.CONTENT_CUT);
        }
    }

    /** The client hop takes bytes again, or does not any more. */
    void writabilityChanged() {
        sink.writabilityChanged();
    }

    /** The client hop takes bytes again. */
    void resume() {
        if (source != null) {
            source.resume();
        }
    }

    // What the response asks for.

    /** Whether a response with these options is answered as malformed. */
    boolean refuses(ConnectionOptions options) {
        return dispatch.refuses(options);
    }

    /** The whole response was written. */
    void responseEnded() {
        Exchange current = exchange();
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

    /** The response will not come, or not whole. */
    void failed(ProxyError error, String detail) {
        Exchange current = exchange();
        Peer peer = error.isOfNextHop() ? access.peer(current.nextHop()) : Peer.ORIGIN;
        current.blame(error.sentence(peer) + " " + detail);
        source = null;
        if (current.response().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
            finish(Outcome.FORWARDED);
        } else if (current.response().begun()) {
            cut(current);
        } else {
            answer(scope.responses().failed(error, detail, current, access), Outcome.FAILED);
            connection.process();
        }
    }

    /** Both connections are about to become a tunnel. */
    void becomesTunnel() {
        exchange().becomesTunnel();
        source = null;
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
        LocalResponse response = exchange().isForwarded()
                ? scope.responses().malformedLate(fault)
                : scope.responses().malformed(fault);
        clientsFault(response, fault.sentence(), CloseReason.REQUEST_MALFORMED);
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
        Exchange current = exchange();
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
        Exchange current = exchange();
        if (!current.request().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        if (scope.isLeaving()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        sink.local(response);
        finish(outcome);
    }

    /** The response cannot be completed: the client must not take it for whole (RFC 9112 section 8). */
    private void cut(Exchange current) {
        boolean byResetOnly = sink.isEndedByClose(current);
        current.clientCloses(CloseReason.RESPONSE_CUT);
        exchange = null;
        current.complete(Outcome.CUT);
        connection.cut(byResetOnly);
    }

    private void finish(Outcome outcome) {
        Exchange current = exchange();
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
        return current != null && sink.isEndedByClose(current);
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

    /** The exchange, which there must be. */
    Exchange exchange() {
        Exchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("the client's connection carries no exchange");
        }
        return current;
    }
}
