package io.clearhop.observe;

/** Takes the events of one event loop. Never blocks, never throws. Called on that loop. */
public interface ProxyEvents {
    /** Nobody observes. */
    ProxyEvents NONE = new ProxyEvents() {
        @Override
        public void emit(ProxyEvent event) {}

        @Override
        public boolean wantsSteps() {
            return false;
        }

        @Override
        public boolean wantsFields() {
            return false;
        }

        @Override
        public boolean wantsHeads() {
            return false;
        }
    };

    /** Takes one event. */
    void emit(ProxyEvent event);

    /** Whether the steps that every exchange takes are worth an event each. */
    boolean wantsSteps();

    /** Whether the fields of a received request are worth the copying, and not only its request line. */
    boolean wantsFields();

    /** Whether forwarded heads and the decisions about their fields are worth the copying. */
    boolean wantsHeads();
}
