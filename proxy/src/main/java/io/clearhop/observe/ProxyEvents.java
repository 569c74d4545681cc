package io.clearhop.observe;

/** Takes the events of one event loop. Never blocks, never throws. Called on that loop. */
public interface ProxyEvents {
    /** Nobody observes. */
    ProxyEvents NONE = new ProxyEvents() {
        @Override
        public void emit(ProxyEvent event) {}

        @Override
        public boolean wantsFields() {
            return false;
        }
    };

    /** Takes one event. */
    void emit(ProxyEvent event);

    /** Whether the fields of a received request are worth the copying, and not only its request line. */
    default boolean wantsFields() {
        return true;
    }
}
