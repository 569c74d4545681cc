package io.clearhop.record;

import io.clearhop.http.Party;

/** On which side of the proxy a connection is. */
public enum Side {
    CLIENT,
    ORIGIN;

    /** The name in data. */
    public String word() {
        return party().word();
    }

    /** Who is at the other end. */
    public Party party() {
        return this == CLIENT ? Party.CLIENT : Party.ORIGIN;
    }
}
