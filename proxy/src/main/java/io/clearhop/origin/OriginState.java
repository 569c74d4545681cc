package io.clearhop.origin;

/** What an origin connection is doing. */
enum OriginState {
    /** It carries an exchange. */
    BUSY,
    /** It rests in the pool, watched for the origin's close. */
    IDLE,
    /** It became a tunnel and is not HTTP any more. */
    HANDED_OVER,
    CLOSED;

    /** Terminal states stay terminal; a resting connection becomes no tunnel. */
    boolean mayBecome(OriginState next) {
        return switch (this) {
            case BUSY -> next != BUSY;
            case IDLE -> next == BUSY || next == CLOSED;
            case HANDED_OVER, CLOSED -> false;
        };
    }
}
