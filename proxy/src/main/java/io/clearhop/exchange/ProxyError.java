package io.clearhop.exchange;

import io.clearhop.access.Peer;
import io.clearhop.access.Refusal;
import io.clearhop.http.Malformed;

/**
 * What can go wrong with a request that is well-formed: one row an error, with the status, the error type of RFC 9209
 * section 2.3 and the sentence that says whose fault it is.
 */
public enum ProxyError {
    NAME_NOT_FOUND(502, "dns_error", "The name of the {peer} could not be resolved."),
    NAME_TIMEOUT(504, "dns_timeout", "The name servers did not say in time where the {peer} is."),
    CONNECT_REFUSED(502, "connection_refused", "The {peer} refused the connection: nothing listens on that port."),
    CONNECT_TIMEOUT(504, "connection_timeout", "The {peer} did not accept the connection in time."),
    CONNECT_UNROUTABLE(502, "destination_ip_unroutable", "There is no route to the {peer}."),
    CONNECT_FAILED(503, "destination_unavailable", "The connection to the {peer} could not be made."),
    POOL_EXHAUSTED(503, "connection_limit_reached", "Too many requests wait for a connection to this {peer}."),
    ORIGIN_CLOSED(502, "connection_terminated", "The {peer} closed the connection before it had answered."),
    RESPONSE_TIMEOUT(504, "connection_read_timeout", "The {peer} did not begin to answer in time."),
    RESPONSE_CUT(502, "http_response_incomplete", "The {peer} closed the connection within its response."),
    RESPONSE_MALFORMED(502, "http_protocol_error", "The {peer}'s response is not valid HTTP/1."),
    RESPONSE_HEAD_TOO_LARGE(
            502,
            "http_response_header_section_size",
            "The head of the {peer}'s response is larger than this proxy takes."),
    RESPONSE_CODING(
            502, "http_response_transfer_coding", "The {peer}'s response has transfer codings that nobody asked for."),
    SWITCH_INVALID(502, "http_upgrade_failed", "The {peer} switched protocols against the rules."),
    REQUEST_TIMEOUT(408, "http_request_error", "The request did not arrive in time."),
    REQUEST_TOO_LARGE(413, "http_request_error", "The request's content is larger than this proxy takes."),
    TOO_MANY_CLIENTS(503, "connection_limit_reached", "This proxy has as many clients as it takes."),
    MEMORY_SHORT(
            503,
            "http_request_denied",
            "This proxy is short of memory: too much waits, and this request's head comes in parts."),
    TOO_MANY_OF_ADDRESS(
            429, "connection_limit_reached", "This client has as many connections to this proxy as it may have."),
    REQUEST_MALFORMED(400, "http_request_error", "The request is not valid HTTP/1."),
    PARENT_REFUSED(500, "proxy_configuration_error", "The {peer} refused this proxy's credentials."),
    REQUEST_STALLED(504, "connection_write_timeout", "The {peer} stopped taking the request."),
    STALLED(504, "connection_read_timeout", "The {peer} stopped in the middle of the exchange."),
    CLIENT_DENIED(403, "http_request_denied", "This client may not use this proxy. Whoever runs it can allow it."),
    TARGET_DENIED(
            403,
            "http_request_denied",
            "The rules of this proxy do not let this client ask for that. Whoever runs it can change them."),
    ADDRESS_DENIED(
            403,
            "destination_ip_prohibited",
            "The rules of this proxy do not let this client reach that address. Whoever runs it can change them."),
    UNAUTHENTICATED(
            407,
            "http_request_denied",
            "This proxy asks its clients for a user name and a password, as curl sends them with --proxy-user."),
    AUTHENTICATION_BUSY(503, "http_request_denied", "Too many passwords wait to be checked; try again soon."),
    LOOP(508, "proxy_loop_detected", "The request came back to this proxy: it goes round in a loop."),
    INTERNAL(500, "proxy_internal_error", "The proxy failed; its log says where.");

    /** Stands in the sentences for who is meant. */
    private static final String PEER = "{peer}";

    private final int status;
    private final String type;
    private final String sentence;

    ProxyError(int status, String type, String sentence) {
        this.status = status;
        this.type = type;
        this.sentence = sentence;
    }

    /** The error that tells of a refusal. */
    public static ProxyError of(Refusal.Kind kind) {
        return switch (kind) {
            case CLIENT -> CLIENT_DENIED;
            case TARGET -> TARGET_DENIED;
            case ADDRESS -> ADDRESS_DENIED;
            case LOOP -> LOOP;
        };
    }

    /** The most specific error for a response head with this fault (RFC 9209 section 2.1.1). */
    public static ProxyError ofResponse(Malformed fault) {
        return switch (fault) {
            case HEAD_TOO_LARGE, TOO_MANY_FIELDS -> RESPONSE_HEAD_TOO_LARGE;
            case CODING_NOT_CHUNKED_LAST, CODING_UNKNOWN -> RESPONSE_CODING;
            default -> RESPONSE_MALFORMED;
        };
    }

    /** The status that the client gets. */
    public int status() {
        return status;
    }

    /** Whether the connection to the next hop could not be made, though its name is known. */
    public boolean isConnecting() {
        return switch (this) {
            case CONNECT_REFUSED, CONNECT_TIMEOUT, CONNECT_UNROUTABLE, CONNECT_FAILED -> true;
            default -> false;
        };
    }

    /** The error type in Proxy-Status. */
    public String type() {
        return type;
    }

    /** What happened and whose fault it is, where the next hop is the origin or none is meant. */
    public String sentence() {
        return sentence(Peer.ORIGIN);
    }

    /** What happened and whose fault it is. */
    public String sentence(Peer nextHop) {
        return sentence.replace(PEER, nextHop.noun());
    }

    /** Whether it is about the next hop, which Proxy-Status then names (RFC 9209 section 2.1.2). */
    public boolean isOfNextHop() {
        return sentence.contains(PEER);
    }
}
