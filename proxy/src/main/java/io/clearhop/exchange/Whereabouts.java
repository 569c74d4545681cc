package io.clearhop.exchange;

import io.clearhop.observe.Standing;

/** Whoever carries an exchange at the moment, and so knows how far it is. Event loop. */
public interface Whereabouts {
    /** What has to happen next. */
    Standing standing();

    /** Bytes of content from the client so far; of the blind relay and of tunnels all bytes. */
    long fromClient();

    /** The same towards the client. */
    long toClient();

    /** Whether the client has sent something that nobody is going to read. */
    default boolean hasUnread() {
        return false;
    }
}
