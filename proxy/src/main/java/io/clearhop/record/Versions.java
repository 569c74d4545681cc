package io.clearhop.record;

/** Counts the changes of the state. Guarded by its lock. */
final class Versions {
    private long last;

    long last() {
        return last;
    }

    long next() {
        return ++last;
    }
}
