package io.clearhop.record;

import io.clearhop.http.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a picture of the proxy has to know. Times are milliseconds.
 *
 * @param parent the parent proxy, or null
 */
public record Limits(
        long clientIdle,
        long originIdle,
        long connect,
        long requestContent,
        long responseHead,
        long stall,
        long tunnelIdle,
        @Nullable Origin parent) {}
