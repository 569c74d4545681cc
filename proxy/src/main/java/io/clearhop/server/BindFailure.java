package io.clearhop.server;

import io.clearhop.config.Listener;
import java.io.IOException;

/** A listener could not be bound; none of the others stays open. */
public final class BindFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Listener listener;
    private final boolean addressInUse;

    BindFailure(Listener listener, Throwable cause) {
        super("cannot listen on " + listener.host() + ":" + listener.port() + ": " + cause.getMessage(), cause);
        this.listener = listener;
        String message = String.valueOf(cause.getMessage());
        addressInUse = message.contains("Address already in use");
    }

    /** The listener. */
    public Listener listener() {
        return listener;
    }

    /** Whether another socket holds the address; else it may be unknown to this machine, or forbidden. */
    public boolean addressInUse() {
        return addressInUse;
    }
}
