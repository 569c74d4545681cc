package io.clearhop.client;

/** What a client connection is doing. */
enum ClientState {
    /** It waits for a request, or for the rest of its head. */
    READING,
    /** It carries an exchange. */
    EXCHANGING,
    /** It is a tunnel and not HTTP any more. */
    TUNNELLING,
    /** The last response is on its way; nothing more is read as a request. */
    CLOSING,
    CLOSED;

    /** Terminal states stay terminal. */
    boolean mayBecome(ClientState next) {
        return switch (this) {
            case READING -> next != READING && next != TUNNELLING;
            case EXCHANGING -> next != EXCHANGING;
            case TUNNELLING, CLOSING -> next == CLOSED;
            case CLOSED -> false;
        };
    }
}
