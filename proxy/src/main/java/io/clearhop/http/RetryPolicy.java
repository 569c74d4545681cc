package io.clearhop.http;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * After which failures a request is sent once more, without asking the client: RFC 9110 section 9.2.2 and RFC 9112
 * section 9.3.1 as a pure rule.
 *
 * @param causes the failures, none for never
 */
public record RetryPolicy(Set<RetryCause> causes) {
    public static final RetryPolicy DEFAULT = of(RetryCause.STALE);

    public RetryPolicy {
        causes = Set.copyOf(causes);
    }

    /** The policy that names these failures. */
    public static RetryPolicy of(RetryCause... causes) {
        Set<RetryCause> set = EnumSet.noneOf(RetryCause.class);
        set.addAll(Set.of(causes));
        return new RetryPolicy(set);
    }

    /** Whether a failure is named. */
    public boolean names(RetryCause cause) {
        return causes.contains(cause);
    }

    /**
     * Why a request is not sent once more, or null if it is.
     *
     * @param cause how it failed
     * @param repeated whether it has been repeated before: a failed repetition is not repeated
     * @param idempotent whether its method is; a proxy never repeats any other, unless nothing was sent
     * @param contentKept whether all of its content that was sent can be sent again
     */
    public @Nullable RetryRefusal refusal(RetryCause cause, boolean repeated, boolean idempotent, boolean contentKept) {
        if (repeated) {
            return RetryRefusal.ONCE;
        }
        boolean nothingSent = cause == RetryCause.CONN_FAILURE;
        if (!idempotent && !nothingSent) {
            return RetryRefusal.NOT_IDEMPOTENT;
        }
        if (!names(cause)) {
            return RetryRefusal.NOT_SET;
        }
        return contentKept || nothingSent ? null : RetryRefusal.CONTENT_LOST;
    }
}
