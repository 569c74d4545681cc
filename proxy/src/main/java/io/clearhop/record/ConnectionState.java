package io.clearhop.record;

import java.util.Locale;

/** What a connection is at. */
public enum ConnectionState {
    CONNECTING,
    ACTIVE,
    IDLE,
    TUNNEL,
    CLOSED,
    /** It was never made. */
    FAILED;

    /** The name in data. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen on it. */
    public boolean isOver() {
        return this == CLOSED || this == FAILED;
    }
}
