package io.clearhop.access;

/** Where the users are kept, and who has the time to check a password. Thread-safe. */
public interface Accounts {
    /** The users that count now; another object when the file has changed. */
    Users users();

    /**
     * Has something done that is too slow for an event loop.
     *
     * @return false if too much waits already; then it is not done
     */
    boolean offer(Runnable slow);
}
