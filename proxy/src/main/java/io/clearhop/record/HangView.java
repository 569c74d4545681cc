package io.clearhop.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange stands still.
 *
 * @param since milliseconds since the start of the proxy when something moved last
 * @param said who waits for what, and why it does not come
 * @param cause what made it so, or null where nothing did but slowness
 * @param endsAt when a timeout ends it, or null where none is known
 * @param endsBy whose timeout that is, or null
 */
public record HangView(
        double since,
        Saying said,
        List<Wait> waits,
        @Nullable Cause cause,
        @Nullable Double endsAt,
        @Nullable String endsBy) {
    public HangView {
        waits = List.copyOf(waits);
    }

    /** Who waits for what, and why it does not come, in English. */
    public String sentence() {
        return said.sentence();
    }

    /**
     * An edge of the graph of who waits for whom.
     *
     * @param who as in {@code client}
     * @param what it waits for
     * @param from whom that has to come
     */
    public record Wait(String who, String what, String from) {}

    /**
     * What made it hang.
     *
     * @param field the line that was relayed, or what takes its place
     * @param in {@code request} or {@code response}
     * @param said how it did
     * @param section book and clause
     */
    public record Cause(String field, String in, Saying said, String section) {
        /** How it did, in English. */
        public String sentence() {
            return said.sentence();
        }
    }
}
