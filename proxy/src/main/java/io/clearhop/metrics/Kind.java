package io.clearhop.metrics;

import java.util.Locale;

/** What kind of metric a family is. */
public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM;

    /** The word of the text format. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
