package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/**
 * A head on both sides, secrets masked.
 *
 * @param received empty where the proxy made the head
 * @param sent empty where it went nowhere
 * @param decisions null where the dumb proxy relayed it, or nobody decided
 */
record HeadPair(byte[] received, byte[] sent, @Nullable KeptDecisions decisions) {
    static final byte[] NONE = {};

    HeadsView view(LineRule rest) {
        return HeadComparison.of(received, sent, decisions == null ? null : decisions.list(), rest);
    }

    int weight() {
        return received.length + sent.length + (decisions == null ? 0 : decisions.weight());
    }
}
