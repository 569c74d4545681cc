package io.clearhop.record;

import io.clearhop.http.Party;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation of a hang while it is being put together. */
final class Explanation {
    private final double since;
    private final Saying said;
    private final List<HangView.Wait> waits = new ArrayList<>();
    private HangView.@Nullable Cause cause;
    private @Nullable Double endsAt;
    private @Nullable String endsBy;

    Explanation(Situation now, HangWords words) {
        since = now.since();
        said = words.of(now);
    }

    Explanation wait(Party who, String what, Party from) {
        waits.add(new HangView.Wait(who.word(), what, from.word()));
        return this;
    }

    Explanation cause(HangView.@Nullable Cause what) {
        cause = what;
        return this;
    }

    /** One of this proxy's own timeouts strikes, unless another one does before. */
    Explanation ends(long millis, String flag) {
        return ends(millis, "proxy: ", flag + " " + Durations.text(millis));
    }

    /** Somebody's timeout strikes, unless another one does before. */
    Explanation ends(long millis, String whose, String what) {
        double at = since + millis;
        if (endsAt == null || at < endsAt) {
            endsAt = at;
            endsBy = whose + what;
        }
        return this;
    }

    HangView view() {
        return new HangView(since, said, waits, cause, endsAt, endsBy);
    }
}
