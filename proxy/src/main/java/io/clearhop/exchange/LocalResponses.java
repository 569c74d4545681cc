package io.clearhop.exchange;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Peer;
import io.clearhop.http.Head;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.RequestTarget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The responses that the proxy makes by itself: errors that say whose fault they are, and its own page. */
public final class LocalResponses {
    /** What the proxy's own page takes. */
    private static final String ALLOW = "Allow: GET, HEAD, OPTIONS, TRACE\r\n";
    /** What the proxy forwards, of the methods that have a name in RFC 9110 and RFC 5789. */
    private static final String ALLOW_ANY = "Allow: GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH\r\n";

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(407, "Proxy Authentication Required"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(414, "URI Too Long"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"),
            Map.entry(508, "Loop Detected"));

    private static final String PARENTS_FAULT =
            "This proxy is set to go through its parent: whoever runs them can" + " mend that.\n";

    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String identifier;
    /** RFC 9110 section 11.7.1, RFC 7617 section 2.1. */
    private final String challenge;

    private final String page;

    /**
     * Makes the responses of a proxy.
     *
     * @param name how it calls itself in Proxy-Status
     * @param realm what a password is for that it asks for, without quotes and backslashes
     */
    public LocalResponses(String name, String realm) {
        challenge = "Proxy-Authenticate: Basic realm=\"" + realm + "\", charset=\"UTF-8\"\r\n";
        identifier = identifier(name);
        page = readPage();
    }

    /** The request is not one that can be forwarded. */
    public LocalResponse malformed(Malformed fault) {
        return malformed(fault, "Nothing of it was forwarded; the proxy closes the connection.");
    }

    /** What follows the head, which was forwarded, is not what the head says. */
    public LocalResponse malformedLate(Malformed fault) {
        return malformed(
                fault,
                "The part before was forwarded already; the proxy closes both connections, so that nobody takes it for"
                        + " the whole.");
    }

    private LocalResponse malformed(Malformed fault, String whatBecameOfIt) {
        String text = MalformedText.of(fault, whatBecameOfIt);
        // http_request_error is for 4xx alone (RFC 9209 section 2.3.16).
        String type = fault.status() < 500 ? ProxyError.REQUEST_MALFORMED.type() : "proxy_internal_response";
        return error(fault.status(), type, fault.name(), text, "");
    }

    /** The request could not be served. */
    public LocalResponse failed(ProxyError error, String detail) {
        String extra = error == ProxyError.UNAUTHENTICATED ? challenge : "";
        return error(error.status(), error.type(), detail, error.sentence() + "\n" + detail + "\n", extra);
    }

    /** The same of an exchange; an {@linkplain ProxyError#isOfNextHop error of its next hop} names that. */
    public LocalResponse failed(ProxyError error, String detail, Exchange exchange, ClientAccess access) {
        if (!error.isOfNextHop()) {
            return failed(error, detail);
        }
        Origin nextHop = exchange.nextHop();
        Peer peer = access.peer(nextHop);
        String type = error.type() + "; next-hop=\"" + nextHop + "\"";
        String whoseFault = peer == Peer.PARENT ? PARENTS_FAULT : "";
        return error(error.status(), type, detail, error.sentence(peer) + "\n" + detail + "\n" + whoseFault, "");
    }

    /**
     * A request to the proxy itself: here it is an origin, whose errors carry no Proxy-Status (RFC 9209 section 2).
     *
     * @param here where it came to
     */
    public LocalResponse toProxyItself(Head head, RequestTarget target, SocketAddress here) {
        return switch (head.method()) {
            case GET, HEAD -> page(target.path(head), here);
            case OPTIONS -> options(target.form() == RequestTarget.Form.ASTERISK ? ALLOW_ANY : ALLOW);
            case TRACE -> loopBack(head);
            case OTHER -> {
                String text =
                        "This is a proxy, whose own page does not know this method. Proxied requests may use it.\n";
                yield new LocalResponse(501, reason(501), null, PLAIN, text, "");
            }
            default -> {
                String text = "This is a proxy. Its own page takes GET and HEAD alone.\n";
                yield new LocalResponse(405, reason(405), null, PLAIN, text, ALLOW);
            }
        };
    }

    /** TRACE or OPTIONS of which no hop is left: the proxy answers in place of the origin (RFC 9110 section 7.6.2). */
    public LocalResponse asFinalRecipient(Head head) {
        return head.method() == Method.TRACE ? loopBack(head) : options(ALLOW_ANY);
    }

    private static LocalResponse options(String allow) {
        return new LocalResponse(200, reason(200), null, PLAIN, "", allow);
    }

    private static LocalResponse loopBack(Head head) {
        return new LocalResponse(
                200, reason(200), null, LoopBack.MEDIA_TYPE, LoopBack.of(head), StandardCharsets.ISO_8859_1, "");
    }

    private LocalResponse page(String path, SocketAddress here) {
        if (path.equals("/")) {
            return new LocalResponse(200, reason(200), null, "text/html; charset=utf-8", pageOf(here), "");
        }
        String text = "This is a proxy, and it has no page of this name. A client that is set to use a proxy sends\n"
                + "the whole URL, as in GET http://example.org/path; this one asked for the path alone.\n";
        return new LocalResponse(404, reason(404), null, PLAIN, text, "");
    }

    private String pageOf(SocketAddress here) {
        return here instanceof InetSocketAddress address
                ? page.replace("HOST:PORT", NetUtil.toSocketAddressString(address))
                : page;
    }

    private static LocalResponse error(int status, String type, String detail, String text, String extraFields) {
        String quoted = detail.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "'");
        String body = status + " " + reason(status) + "\n\n" + text + outlook(status);
        return new LocalResponse(
                status, reason(status), type + "; details=\"" + quoted + "\"", PLAIN, body, extraFields);
    }

    /** Whether the condition is temporary or permanent (RFC 9110 sections 15.5 and 15.6). */
    private static String outlook(int status) {
        return switch (status) {
            case 408, 429, 500, 502, 503, 504 -> "This may be temporary: the same request may succeed later.\n";
            default -> "This is permanent: the same request will fail again.\n";
        };
    }

    /** The head that answers a CONNECT which has succeeded (RFC 9110 section 9.3.6). */
    public ByteBuf connectEstablished() {
        return Unpooled.wrappedBuffer(ESTABLISHED);
    }

    /**
     * Encodes a response, content included unless the request was HEAD.
     *
     * @param body its body as bytes
     * @param connection the proxy's own Connection lines
     * @param date a Date line
     */
    public ByteBuf encode(
            LocalResponse response,
            byte[] body,
            boolean head,
            AsciiString connection,
            AsciiString date,
            ByteBufAllocator alloc) {
        ByteBuf out = alloc.buffer(512 + body.length);
        ByteBufUtil.writeAscii(out, "HTTP/1.1 " + response.status() + " " + response.reason() + "\r\n");
        if (response.proxyStatus() != null) {
            ByteBufUtil.writeAscii(out, "Proxy-Status: " + identifier + "; error=" + response.proxyStatus() + "\r\n");
        }
        ByteBufUtil.writeAscii(out, response.extraFields());
        ByteBufUtil.writeAscii(out, "Content-Type: " + response.contentType() + "\r\n");
        ByteBufUtil.writeAscii(out, "Content-Length: " + body.length + "\r\n");
        ByteBufUtil.writeAscii(out, "Cache-Control: no-store\r\n");
        ByteBufUtil.copy(date, out);
        ByteBufUtil.copy(connection, out);
        ByteBufUtil.writeAscii(out, "\r\n");
        if (!head) {
            out.writeBytes(body);
        }
        return out;
    }

    /** A token of RFC 8941 begins with a letter or an asterisk, one of HTTP need not: then it is written as a string. */
    private static String identifier(String name) {
        char first = name.charAt(0);
        boolean token = first == '*' || first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z';
        return token ? name : '"' + name + '"';
    }

    private static String reason(int status) {
        return REASONS.getOrDefault(status, "Error");
    }

    private static String readPage() {
        try (InputStream in = LocalResponses.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("page.html is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
