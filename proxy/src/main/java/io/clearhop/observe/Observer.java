package io.clearhop.observe;

/** Folds events into something: a log, metrics, a test's list. Called on the observer thread, never concurrently. */
public interface Observer {
    /** Takes one event. Events of one event loop come in their order. */
    void on(ProxyEvent event);

    /** All events that had arrived have been taken; a good moment to flush. */
    default void caughtUp() {}

    /** Whether this observer looks at the steps and the heads of exchanges, and not only at their end. */
    default boolean watches() {
        return true;
    }

    /** Whether this observer looks at the fields in {@link ExchangeSummary#requestHead}, and not only at the request line. */
    default boolean wantsFields() {
        return true;
    }
}
