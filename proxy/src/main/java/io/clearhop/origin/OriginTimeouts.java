package io.clearhop.origin;

import io.clearhop.config.Timeouts;

/** The timeouts of the origin hop, in milliseconds. */
record OriginTimeouts(long requestContent, long responseHead, long stall, long idle, long queue) {
    static OriginTimeouts of(Timeouts timeouts) {
        return new OriginTimeouts(
                timeouts.requestContent().toMillis(),
                timeouts.responseHead().toMillis(),
                timeouts.stall().toMillis(),
                timeouts.originIdle().toMillis(),
                timeouts.connect().toMillis());
    }
}
