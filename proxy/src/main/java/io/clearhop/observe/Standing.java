package io.clearhop.observe;

/** Where an exchange stands: what has to happen next, and so who waits for whom. */
public enum Standing {
    /** The proxy itself has to do something, and does it at once. */
    DECIDING,
    /** A password is being checked. */
    AUTHENTICATING,
    /** All connections to the origin are in use. */
    WAITING_FOR_CONNECTION,
    CONNECTING,
    /** The client waits for 100 (Continue) before it sends content; neither that nor an answer has come. */
    WAITING_FOR_CONTINUE,
    /** Content of the request has to come from the client. */
    CLIENT_SENDS,
    /** The origin does not take the request. */
    ORIGIN_TAKES,
    /** The request is complete; no response head has come. */
    RESPONSE_HEAD,
    /** A part of the response has come, the rest has to. */
    ORIGIN_SENDS,
    /** The client does not take the response. */
    CLIENT_TAKES,
    /** The dumb proxy has passed the request on and waits for the origin's bytes, or its close. */
    RELAYING,
    /** A tunnel: whether anything is awaited only its ends know. */
    TUNNEL,
    /** The client has ended its direction of a tunnel, the origin has not. */
    TUNNEL_CLIENT_ENDED,
    /** The origin has ended its direction of a tunnel, the client has not. */
    TUNNEL_ORIGIN_ENDED,
    /** The client does not take what the tunnel brings. */
    TUNNEL_CLIENT_TAKES,
    /** The origin does not take what the tunnel brings. */
    TUNNEL_ORIGIN_TAKES;

    /** Whether standing still there is worth a word: a quiet tunnel is not. */
    public boolean mayHang() {
        return this != TUNNEL && this != DECIDING;
    }
}
