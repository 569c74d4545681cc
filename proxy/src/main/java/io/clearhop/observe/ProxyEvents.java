package io.clearhop.observe;

/** Takes the events of one event loop. Never blocks, never throws. Called on that loop. */
public interface ProxyEvents {
    /** Nobody observes. */
    ProxyEvents NONE = event -> {};

    /** Takes one event. */
    void emit(ProxyEvent event);
}
