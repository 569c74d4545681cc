package io.clearhop.client;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldDecisions;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.OwnFields;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.Method;
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes responses on the client hop, framed for the client's version and with the proxy's own Connection. */
final class ClientWriter {
    /** Up to here a copy of the content costs less than a send of two buffers. */
    private static final int SMALL_CONTENT = 4096;

    private final Channel channel;
    private final SendQueue queue;
    private final ClientScope scope;
    private HopAwareForwarder forwarder;
    private AsciiString keepAlive = OwnFields.NOTHING;
    /** A head that leaves together with the content, which follows within the same call. */
    private @Nullable ByteBuf withContent;

    private boolean leavesAtOnce;

    ClientWriter(Channel channel, SendQueue queue, ClientScope scope) {
        this.channel = channel;
        this.queue = queue;
        this.scope = scope;
        forwarder = scope.forwarder();
    }

    /** Says by which rules the response comes from the next hop. */
    void receiveFrom(HopAwareForwarder rules) {
        forwarder = rules;
    }

    /**
     * Prepares for the response to a request: what a client that asked for it is told when its connection persists.
     *
     * @param exchangesLeft on this connection, or -1 for no limit
     */
    void prepare(boolean http10, ConnectionOptions options, int exchangesLeft) {
        dropHead();
        keepAlive = OwnFields.NOTHING;
        boolean hint = scope.policy().keepAliveHint();
        if (http10 || hint) {
            keepAlive = options.proxyKeepAlive() ? OwnFields.PROXY_KEEP_ALIVE : OwnFields.KEEP_ALIVE;
        }
        if (hint) {
            String max = exchangesLeft < 0 ? "" : ", max=" + exchangesLeft;
            keepAlive = keepAlive.concat("Keep-Alive: timeout=" + scope.policy().idleMillis() / 1000 + max + "\r\n");
        }
    }

    /** Something has failed between the last head and its content. */
    private void dropHead() {
        if (withContent != null) {
            withContent.release();
            withContent = null;
        }
    }

    /** How the content of a response is framed for the client (RFC 9112 sections 6.1 and 6.3). */
    static BodyForwarder.Mode mode(boolean http10, BodyFraming.Kind received) {
        if (http10) {
            return received == BodyFraming.Kind.CHUNKED ? BodyForwarder.Mode.UNCHUNK : BodyForwarder.Mode.AS_IS;
        }
        return received == BodyFraming.Kind.UNTIL_CLOSE ? BodyForwarder.Mode.CHUNK : BodyForwarder.Mode.AS_IS;
    }

    /** Whether only the close of the client's connection can end the content. */
    static boolean endsAtClose(boolean http10, BodyFraming.Kind received) {
        return http10 && (received == BodyFraming.Kind.CHUNKED || received == BodyFraming.Kind.UNTIL_CLOSE);
    }

    /**
     * Writes a final head.
     *
     * @param atHand how many bytes of content follow at once, if they are all there is; else 0
     * @param last whether no other response is going to leave with this one
     */
    void head(Exchange exchange, Head head, ConnectionOptions options, BodyFraming framing, int atHand, boolean last) {
        boolean coded = head.has(Field.TRANSFER_ENCODING);
        boolean noContent = framing.kind() == BodyFraming.Kind.NONE;
        // A response to HEAD, and 304, say how the content would have been framed (RFC 9112 section 6.1).
        boolean announced = noContent && coded && (exchange.method() == Method.HEAD || head.status() == 304);
        boolean chunked = !exchange.isHttp10()
                && (announced
                        || framing.kind() == BodyFraming.Kind.CHUNKED
                        || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE);
        boolean tunnel = exchange.method() == Method.CONNECT && head.status() < 300;
        boolean keepLength = !coded && head.status() != 204 && !tunnel;
        AsciiString connection =
                tunnel ? OwnFields.NOTHING : exchange.clientClose() == null ? keepAlive : OwnFields.CLOSE;
        boolean small = atHand > 0 && atHand <= SMALL_CONTENT;
        int room = head.length() + OwnFields.ROOM + (small ? atHand : 0);
        ByteBuf out = small && last ? queue.buffer(room) : channel.alloc().buffer(room);
        Watcher watcher = watcher(exchange, head);
        AsciiString date = head.has(Field.DATE) ? OwnFields.NOTHING : date();
        forwarder.response(head, options, chunked, keepLength, connection, date, out, watcher.decisions());
        watcher.tell(exchange, head, out);
        if (small) {
            withContent = out;
            leavesAtOnce = last;
        } else {
            write(out);
        }
    }

    /** Writes content that is framed already. */
    void content(ByteBuf bytes) {
        ByteBuf head = withContent;
        if (head == null) {
            write(bytes);
        } else {
            withContent = null;
            head.writeBytes(bytes);
            bytes.release();
            if (leavesAtOnce) {
                queue.send(head);
            } else {
                write(head);
            }
        }
    }

    /** Writes an interim head. */
    void interim(Exchange exchange, Head head, ConnectionOptions options) {
        ByteBuf out = channel.alloc().buffer(head.length() + OwnFields.ROOM);
        Watcher watcher = watcher(exchange, head);
        forwarder.interim(head, options, date(), out, watcher.decisions());
        watcher.tell(exchange, head, out);
        write(out);
    }

    /** Writes a 101. */
    void switching(Exchange exchange, Head head, ConnectionOptions options) {
        ByteBuf out = channel.alloc().buffer(head.length() + OwnFields.ROOM);
        Watcher watcher = watcher(exchange, head);
        scope.forwarder().switching(head, options, date(), out, watcher.decisions());
        watcher.tell(exchange, head, out);
        write(out);
    }

    /**
     * Writes a response of the proxy's own.
     *
     * @return bytes of content
     */
    int local(Exchange exchange, LocalResponse response, boolean toHead) {
        AsciiString connection = exchange.clientClose() != null ? OwnFields.CLOSE : keepAlive;
        byte[] body = response.content();
        ByteBuf out = scope.responses().encode(response, body, toHead, connection, date(), channel.alloc());
        exchange.answered(response.status(), out);
        write(out);
        return toHead ? 0 : body.length;
    }

    /** Writes what is framed already. */
    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    private AsciiString date() {
        return scope.loop().date().at(System.currentTimeMillis());
    }

    private Watcher watcher(Exchange exchange, Head head) {
        return exchange.isWatched()
                ? new Watcher(scope.loop().events(), new FieldDecision.Collector(head))
                : Watcher.NOBODY;
    }

    /** Copies what is shown of a head, where somebody looks. */
    private record Watcher(ProxyEvents events, FieldDecision.@Nullable Collector collector) {
        static final Watcher NOBODY = new Watcher(ProxyEvents.NONE, null);

        FieldDecisions decisions() {
            return collector == null ? FieldDecisions.NONE : collector;
        }

        void tell(Exchange exchange, Head head, ByteBuf out) {
            if (collector != null) {
                events.emit(new ProxyEvent.ResponseForwarded(
                        System.nanoTime(),
                        exchange.id(),
                        head.status(),
                        Arrays.copyOf(head.bytes(), head.length()),
                        ByteBufUtil.getBytes(out),
                        collector.decisions()));
            }
        }
    }
}
