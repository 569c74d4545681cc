package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/**
 * A request on one origin connection.
 *
 * @param origin number of the connection
 * @param ended null while it lasts
 * @param why it failed, or null
 * @param retried whether the request was then sent once more
 */
public record AttemptView(
        long origin,
        double began,
        @Nullable Double ended,
        @Nullable String why,
        boolean retried) {}
