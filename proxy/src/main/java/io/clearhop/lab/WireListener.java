package io.clearhop.lab;

/** Told of the messages that are read from a {@link Wire}, on the reading thread. */
interface WireListener {
    WireListener NONE = new WireListener() {
        @Override
        public void headRead(String head) {}

        @Override
        public void contentRead(Content content) {}
    };

    void headRead(String head);

    /** The content belongs to the head that was read last. */
    void contentRead(Content content);
}
