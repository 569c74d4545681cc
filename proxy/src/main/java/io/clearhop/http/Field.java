package io.clearhop.http;

import static io.clearhop.http.Field.Passage.END_TO_END;
import static io.clearhop.http.Field.Passage.HOP_BY_HOP;
import static io.clearhop.http.Field.Passage.NEXT_PROXY;
import static io.clearhop.http.Field.Passage.PROTECTED;

import io.netty.util.AsciiString;

/**
 * The one table of the fields that a proxy has an opinion about; a field that is not listed is end-to-end and may be
 * nominated by {@code Connection}. {@link FieldTable} finds a row by the bytes of a name.
 */
public enum Field {
    // The hop-by-hop fields: RFC 9110 section 7.6.1 lists what an intermediary removes even if it is not nominated.
    CONNECTION("Connection", HOP_BY_HOP, "RFC 9110 section 7.6.1", "lists what is meant for this connection alone"),
    KEEP_ALIVE("Keep-Alive", HOP_BY_HOP, "RFC 9112 appendix C.2.2", "tells how long this connection is kept"),
    PROXY_CONNECTION(
            "Proxy-Connection", HOP_BY_HOP, "RFC 9112 appendix C.2.2", "a client's wish to a proxy, never an origin's"),
    TE("TE", HOP_BY_HOP, "RFC 9110 section 10.1.4", "says which codings this hop's receiver takes"),
    TRANSFER_ENCODING("Transfer-Encoding", HOP_BY_HOP, "RFC 9112 section 6.1", "frames the message on this hop"),
    UPGRADE("Upgrade", HOP_BY_HOP, "RFC 9110 section 7.8", "offers another protocol on this connection"),
    // Addressed to, or sent by, the next proxy of a chain: RFC 9110 sections 11.7.1 to 11.7.3.
    PROXY_AUTHENTICATE("Proxy-Authenticate", NEXT_PROXY, "RFC 9110 section 11.7.1", "a proxy asks for credentials"),
    PROXY_AUTHORIZATION(
            "Proxy-Authorization", NEXT_PROXY, "RFC 9110 section 11.7.2", "credentials that are meant for a proxy"),
    PROXY_AUTHENTICATION_INFO(
            "Proxy-Authentication-Info", NEXT_PROXY, "RFC 9110 section 11.7.3", "a proxy's word on credentials"),
    // Fields that all recipients need: a nomination does not remove them (RFC 9110 section 7.6.1, last paragraphs).
    AGE("Age", PROTECTED, "RFC 9111 section 5.1", "needed by every cache"),
    AUTHORIZATION("Authorization", PROTECTED, "RFC 9110 section 11.6.2", "credentials for the origin"),
    CACHE_CONTROL("Cache-Control", PROTECTED, "RFC 9110 section 7.6.1", "meant for all recipients"),
    CONTENT_ENCODING("Content-Encoding", PROTECTED, "RFC 9110 section 8.4", "needed to read the content"),
    CONTENT_LANGUAGE("Content-Language", PROTECTED, "RFC 9110 section 8.5", "needed to read the content"),
    CONTENT_LENGTH("Content-Length", PROTECTED, "RFC 9110 section 8.6", "frames the message"),
    CONTENT_LOCATION("Content-Location", PROTECTED, "RFC 9110 section 8.7", "says what the content represents"),
    CONTENT_RANGE("Content-Range", PROTECTED, "RFC 9110 section 14.4", "needed to read the content"),
    CONTENT_TYPE("Content-Type", PROTECTED, "RFC 9110 section 8.3", "needed to read the content"),
    COOKIE("Cookie", PROTECTED, "RFC 6265 section 5.4", "the user's state at the origin"),
    DATE("Date", PROTECTED, "RFC 9110 section 6.6.1", "needed by every cache"),
    ETAG("ETag", PROTECTED, "RFC 9110 section 8.8.3", "needed by every cache"),
    EXPECT("Expect", PROTECTED, "RFC 9110 section 10.1.1", "the origin must know that the client waits"),
    EXPIRES("Expires", PROTECTED, "RFC 9111 section 5.3", "needed by every cache"),
    FORWARDED("Forwarded", PROTECTED, "RFC 7239 section 4", "says for whom a request is made"),
    HOST("Host", PROTECTED, "RFC 9110 section 7.2", "names the origin"),
    IF_MATCH("If-Match", PROTECTED, "RFC 9110 section 13.1.1", "without it the request has no condition"),
    IF_MODIFIED_SINCE(
            "If-Modified-Since", PROTECTED, "RFC 9110 section 13.1.3", "without it the request has no condition"),
    IF_NONE_MATCH("If-None-Match", PROTECTED, "RFC 9110 section 13.1.2", "without it the request has no condition"),
    IF_RANGE("If-Range", PROTECTED, "RFC 9110 section 13.1.5", "without it Range has no condition"),
    IF_UNMODIFIED_SINCE(
            "If-Unmodified-Since", PROTECTED, "RFC 9110 section 13.1.4", "without it the request has no condition"),
    LOCATION("Location", PROTECTED, "RFC 9110 section 10.2.2", "where the client is sent"),
    MAX_FORWARDS("Max-Forwards", PROTECTED, "RFC 9110 section 7.6.2", "counts the hops that are left"),
    PRAGMA("Pragma", PROTECTED, "RFC 9111 section 5.4", "meant for all recipients"),
    RANGE("Range", PROTECTED, "RFC 9110 section 14.2", "changes what the response means"),
    RETRY_AFTER("Retry-After", PROTECTED, "RFC 9110 section 10.2.3", "when the client may ask again"),
    SET_COOKIE("Set-Cookie", PROTECTED, "RFC 6265 section 4.1", "the user's state at the origin"),
    TRAILER("Trailer", PROTECTED, "RFC 9110 section 6.6.2", "announces the trailer fields"),
    VARY("Vary", PROTECTED, "RFC 9110 section 12.5.5", "needed by every cache"),
    VIA("Via", PROTECTED, "RFC 9110 section 7.6.3", "shows the hops and finds loops"),
    WWW_AUTHENTICATE("WWW-Authenticate", PROTECTED, "RFC 9110 section 11.6.1", "the origin asks for credentials"),
    /** All fields whose names begin like this. */
    X_FORWARDED("X-Forwarded-", PROTECTED, "CVE-2024-45410", "origins trust it"),
    X_REAL_IP("X-Real-Ip", PROTECTED, "CVE-2024-45410", "origins trust it"),
    // Known only so that their names are not spelled twice.
    ACCEPT("Accept", END_TO_END, "RFC 9110 section 12.5.1", "what the client takes"),
    ACCEPT_ENCODING("Accept-Encoding", END_TO_END, "RFC 9110 section 12.5.3", "what the client takes"),
    REFERER("Referer", END_TO_END, "RFC 9110 section 10.1.3", "where the client comes from"),
    USER_AGENT("User-Agent", END_TO_END, "RFC 9110 section 10.1.5", "what the client is");

    /** How far a field goes. */
    public enum Passage {
        /** Passes unless {@code Connection} nominates it. */
        END_TO_END,
        /** Passes even if {@code Connection} nominates it. */
        PROTECTED,
        /** Never passes; what the proxy means for the next hop it writes itself. */
        HOP_BY_HOP,
        /** Passes to or from another proxy only. */
        NEXT_PROXY
    }

    private final AsciiString fieldName;
    private final Passage passage;
    private final String source;
    private final String sentence;

    Field(String fieldName, Passage passage, String source, String sentence) {
        this.fieldName = AsciiString.cached(fieldName);
        this.passage = passage;
        this.source = source;
        this.sentence = sentence;
    }

    /** The name in its usual spelling. */
    public AsciiString fieldName() {
        return fieldName;
    }

    /** How far the field goes. */
    public Passage passage() {
        return passage;
    }

    /** The clause that says so. */
    public String source() {
        return source;
    }

    /** What the field is for, as the end of a sentence. */
    public String sentence() {
        return sentence;
    }
}
