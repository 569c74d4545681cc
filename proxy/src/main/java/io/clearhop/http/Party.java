package io.clearhop.http;

import java.util.Locale;

/** Who takes part in an exchange over this proxy. */
public enum Party {
    CLIENT,
    PROXY,
    /** The origin, or the parent proxy in its place. */
    ORIGIN;

    /** The name for people and in data. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
