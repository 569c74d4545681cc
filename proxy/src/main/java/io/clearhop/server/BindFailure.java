package io.clearhop.server;

import io.clearhop.config.HostPort;
import io.clearhop.config.Listener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A listener, or the console, could not be bound; none of the others stays open. */
public final class BindFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HostPort where;
    private final transient @Nullable Listener listener;
    private final boolean addressInUse;

    BindFailure(Listener listener, Throwable cause) {
        this(new HostPort(listener.host(), listener.port()), listener, cause);
    }

    /** Of the console. */
    BindFailure(HostPort where, Throwable cause) {
        this(where, null, cause);
    }

    private BindFailure(HostPort where, @Nullable Listener listener, Throwable cause) {
        super("cannot listen on " + where.host() + ":" + where.port() + ": " + cause.getMessage(), cause);
        this.where = where;
        this.listener = listener;
        String message = String.valueOf(cause.getMessage());
        addressInUse = message.contains("Address already in use");
    }

    /** Where it was to listen. */
    public HostPort where() {
        return where;
    }

    /** The listener, or null if it was the console. */
    public @Nullable Listener listener() {
        return listener;
    }

    /** Whether another socket holds the address; else it may be unknown to this machine, or forbidden. */
    public boolean addressInUse() {
        return addressInUse;
    }
}
