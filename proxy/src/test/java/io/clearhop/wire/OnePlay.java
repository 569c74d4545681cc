package io.clearhop.wire;

import io.clearhop.console.Playhouse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lab with one scenario, whose performances go on until they are told to end. */
final class OnePlay implements Playhouse {
    static final String NAME = "one-play";

    private static final Words WORDS = new Words("words", "말");

    private volatile @Nullable Performance now;

    @Override
    public List<Play> plays() {
        return List.of(new Play(NAME, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, List.of("RFC 9110")));
    }

    @Override
    public synchronized Begun begin(String name, boolean causePresent) {
        Performance before = now;
        if (!name.equals(NAME)) {
            return Begun.UNKNOWN;
        }
        if (before != null && before.ended() == null) {
            return Begun.BUSY;
        }
        long version = before == null ? 0 : before.version();
        int number = before == null ? 1 : before.number() + 1;
        now = new Performance(
                version + 1,
                number,
                NAME,
                causePresent,
                1,
                null,
                List.of(new Caption(1, 1.5, WORDS)),
                List.of(),
                List.of(),
                null);
        return Begun.YES;
    }

    /** The performance is over. */
    synchronized void end() {
        Performance before = now;
        if (before == null) {
            throw new AssertionError("nothing is played");
        }
        now = new Performance(
                before.version() + 1,
                before.number(),
                NAME,
                before.causePresent(),
                before.began(),
                2.0,
                before.captions(),
                List.of(new Measure(WORDS, WORDS)),
                List.of(new Expectation(WORDS, WORDS, true)),
                new Verdict("failed", WORDS, WORDS));
    }

    @Override
    public @Nullable Performance performance() {
        return now;
    }
}
