package io.clearhop.forward;

import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.MaxForwards;
import io.clearhop.http.Method;
import io.clearhop.http.RequestTarget;
import io.clearhop.http.UpgradeProtocols;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a hop for both directions: a received head becomes the head that is sent (RFC 9110 section 7.6.1, the
 * book's four steps). One pass over the lines; what becomes of each is told to {@link FieldDecisions}. The proxy's own lines come after the removal, so that no nomination can take them out.
 *
 * <p>Immutable.
 */
public final class HopAwareForwarder {
    private static final AsciiString HTTP11 = AsciiString.cached(" HTTP/1.1\r\n");
    private static final AsciiString STATUS_HTTP11 = AsciiString.cached("HTTP/1.1 ");
    private static final AsciiString HOST = AsciiString.cached("Host: ");
    private static final AsciiString MAX_FORWARDS = AsciiString.cached("Max-Forwards: ");
    /** Where the reason begins in a status line as it should be. */
    private static final int REASON = "HTTP/1.1 200 ".length();

    private static final int UPGRADE_REQUIRED = 426;
    private static final AsciiString TRAILERS = AsciiString.cached("trailers");

    private final Via via;
    private final HopRules rules;
    private final AsciiString ownCredentials;

    /**
     * Makes the rules of a proxy.
     *
     * @param via how the proxy signs
     * @param nextIsProxy whether requests go to a parent proxy, in absolute form and with the fields for proxies
     */
    public HopAwareForwarder(Via via, boolean nextIsProxy) {
        this(via, nextIsProxy, false, "");
    }

    private HopAwareForwarder(Via via, boolean nextIsProxy, boolean consumesCredentials, String authorization) {
        this.via = via;
        ownCredentials = OwnCredentials.line(authorization);
        rules = new HopRules(nextIsProxy, consumesCredentials, !ownCredentials.isEmpty());
    }

    /**
     * Makes the rules towards a parent proxy.
     *
     * @param consumesCredentials whether this proxy asks its clients for credentials, which go no further then (RFC 9110
     *     section 11.7.2)
     * @param authorization the value of the proxy's own Proxy-Authorization, empty for none
     */
    public static HopAwareForwarder toParent(Via via, boolean consumesCredentials, String authorization) {
        return new HopAwareForwarder(via, true, consumesCredentials, authorization);
    }

    /** Whether the proxy authenticates itself to its parent. */
    public boolean authenticates() {
        return rules.authenticates();
    }

    /** How the proxy signs. */
    public Via via() {
        return via;
    }

    /**
     * Writes the request head for the origin hop.
     *
     * @param head as received
     * @param target its target, in absolute or authority form
     * @param options its Connection and Proxy-Connection
     * @param framing how its content is framed; it is framed alike on the origin hop
     * @param offer what the next hop is offered to switch to, or null
     * @param out where the head is written
     * @param decisions is told of every decision
     */
    public void request(
            Head head,
            RequestTarget target,
            ConnectionOptions options,
            BodyFraming framing,
            @Nullable UpgradeProtocols offer,
            ByteBuf out,
            FieldDecisions decisions) {
        byte[] in = head.bytes();
        out.writeBytes(in, 0, head.methodEnd());
        out.writeByte(' ');
        target(head, target, out);
        OwnFields.write(HTTP11, out);
        if (!head.has(Field.HOST)) {
            writeHost(head, target, out);
            decisions.added(HOST, FieldRule.HOST_MISSING);
        }
        requestFields(head, target, options, out, decisions);
        if (framing.kind() == BodyFraming.Kind.CHUNKED) {
            add(OwnFields.CHUNKED, FieldRule.CHUNKED_HERE, out, decisions);
        }
        boolean trailers = welcomesTrailers(head, options);
        if (offer != null) {
            UpgradeLines.offer(offer, trailers, out, decisions);
        } else if (trailers) {
            add(OwnFields.TE_TRAILERS, FieldRule.TRAILERS_WELCOME, out, decisions);
        }
        // The last proxy of a TRACE shows it to the client as it came (RFC 9110 section 9.3.8).
        if (rules.authenticates() && head.method() != Method.TRACE) {
            OwnFields.write(ownCredentials, out);
            decisions.added(OwnCredentials.HIDDEN, FieldRule.CREDENTIALS_HERE);
        }
        add(via.line(head), FieldRule.VIA_HERE, out, decisions);
        OwnFields.write(OwnFields.CRLF, out);
    }

    /** Lines that pass as they are are copied together, up to the next one that does not. */
    private void requestFields(
            Head head, RequestTarget target, ConnectionOptions options, ByteBuf out, FieldDecisions decisions) {
        int copied = 0;
        for (int i = 0; i < head.fields(); i++) {
            FieldRule rule = rules.ofRequest(head, i, target, options);
            if (rule.action() != FieldRule.Action.KEPT) {
                head.copyLines(copied, i, out);
                copied = i + 1;
                switch (rule) {
                    case HOST_OF_TARGET -> writeHost(head, target, out);
                    case LENGTH_LISTED -> LengthLine.write(head, i, out);
                    case MAX_FORWARDS_COUNTED -> maxForwards(MaxForwards.of(head) - 1, out);
                    default -> {}
                }
            }
            decisions.received(i, rule);
        }
        head.copyLines(copied, head.fields(), out);
    }

    /**
     * A TE without the option was forwarded by somebody who may not know it (RFC 9110 section 7.6.1), and HTTP/1.0 has no
     * chunked coding, so that nobody there can mean it.
     */
    private static boolean welcomesTrailers(Head head, ConnectionOptions options) {
        int te = head.find(Field.TE, 0);
        return te >= 0 && options.isNominated(te) && !head.isHttp10() && head.listHas(Field.TE, TRAILERS);
    }

    private static void maxForwards(int left, ByteBuf out) {
        OwnFields.write(MAX_FORWARDS, out);
        ByteBufUtil.writeAscii(out, Integer.toString(left));
        OwnFields.write(OwnFields.CRLF, out);
    }

    /**
     * Writes the head of a final response for the client hop.
     *
     * @param head as received
     * @param options its Connection and Proxy-Connection
     * @param chunked whether the content is chunked on the client hop
     * @param keepLength whether a received Content-Length may pass
     * @param connection the proxy's own Connection lines for the client hop, see {@link OwnFields}
     * @param date a Date line with its CRLF for a response that has none
     * @param out where the head is written
     * @param decisions is told of every decision
     */
    public void response(
            Head head,
            ConnectionOptions options,
            boolean chunked,
            boolean keepLength,
            AsciiString connection,
            AsciiString date,
            ByteBuf out,
            FieldDecisions decisions) {
        statusLine(head, out);
        fields(head, options, keepLength, out, decisions);
        if (chunked) {
            add(OwnFields.CHUNKED, FieldRule.CHUNKED_HERE, out, decisions);
        }
        addMissingDate(head, date, out, decisions);
        if (head.status() == UPGRADE_REQUIRED) {
            UpgradeLines.tell(head, FieldRule.UPGRADE_REQUIRED, out, decisions);
        }
        if (!connection.isEmpty()) {
            add(connection, FieldRule.CONNECTION_HERE, out, decisions);
        }
        add(via.line(head), FieldRule.VIA_HERE, out, decisions);
        OwnFields.write(OwnFields.CRLF, out);
    }

    /** Writes an interim (1xx) response for the client hop, dated like any other response. */
    public void interim(Head head, ConnectionOptions options, AsciiString date, ByteBuf out, FieldDecisions decisions) {
        statusLine(head, out);
        fields(head, options, false, out, decisions);
        addMissingDate(head, date, out, decisions);
        add(via.line(head), FieldRule.VIA_HERE, out, decisions);
        OwnFields.write(OwnFields.CRLF, out);
    }

    /** Writes a 101 for the client hop: what follows it is of the protocol that it names. */
    public void switching(
            Head head, ConnectionOptions options, AsciiString date, ByteBuf out, FieldDecisions decisions) {
        statusLine(head, out);
        fields(head, options, false, out, decisions);
        addMissingDate(head, date, out, decisions);
        UpgradeLines.tell(head, FieldRule.UPGRADE_SWITCHED, out, decisions);
        add(via.line(head), FieldRule.VIA_HERE, out, decisions);
        OwnFields.write(OwnFields.CRLF, out);
    }

    private static void addMissingDate(Head head, AsciiString date, ByteBuf out, FieldDecisions decisions) {
        if (!head.has(Field.DATE)) {
            add(date, FieldRule.DATE_MISSING, out, decisions);
        }
    }

    private static void statusLine(Head head, ByteBuf out) {
        if (head.minorVersion() == 1 && head.reasonStart() == REASON) {
            out.writeBytes(head.bytes(), 0, head.reasonEnd());
            OwnFields.write(OwnFields.CRLF, out);
            return;
        }
        OwnFields.write(STATUS_HTTP11, out);
        int status = head.status();
        out.writeByte('0' + status / 100).writeByte('0' + status / 10 % 10).writeByte('0' + status % 10);
        out.writeByte(' ');
        out.writeBytes(head.bytes(), head.reasonStart(), head.reasonEnd() - head.reasonStart());
        OwnFields.write(OwnFields.CRLF, out);
    }

    private void fields(
            Head head, ConnectionOptions options, boolean keepLength, ByteBuf out, FieldDecisions decisions) {
        int copied = 0;
        for (int i = 0; i < head.fields(); i++) {
            FieldRule rule = rules.ofResponse(head, i, options, keepLength);
            if (rule.action() != FieldRule.Action.KEPT) {
                head.copyLines(copied, i, out);
                copied = i + 1;
                if (rule == FieldRule.LENGTH_LISTED) {
                    LengthLine.write(head, i, out);
                }
            }
            decisions.received(i, rule);
        }
        head.copyLines(copied, head.fields(), out);
    }

    private void target(Head head, RequestTarget target, ByteBuf out) {
        byte[] in = head.bytes();
        int path = target.pathStart();
        boolean whole = target.form() == RequestTarget.Form.AUTHORITY || rules.nextIsProxy();
        if (whole) {
            out.writeBytes(in, head.targetStart(), path - head.targetStart());
        }
        if (path < target.pathEnd()) {
            // Not every proxy sees that a query ends the authority, so it gets its path (RFC 9110 section 4.2.3).
            if (in[path] != '/') {
                out.writeByte('/');
            }
            out.writeBytes(in, path, target.pathEnd() - path);
        } else if (!whole) {
            // The last proxy turns OPTIONS without a path into the asterisk form (RFC 9112 section 3.2.4).
            out.writeByte(head.method() == Method.OPTIONS ? '*' : '/');
        }
    }

    private static void writeHost(Head head, RequestTarget target, ByteBuf out) {
        OwnFields.write(HOST, out);
        out.writeBytes(head.bytes(), target.authorityStart(), target.authorityEnd() - target.authorityStart());
        OwnFields.write(OwnFields.CRLF, out);
    }

    private static void add(AsciiString line, FieldRule rule, ByteBuf out, FieldDecisions decisions) {
        OwnFields.write(line, out);
        decisions.added(line, rule);
    }
}
