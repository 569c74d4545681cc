package io.clearhop.forward;

import io.netty.util.AsciiString;

/** Is told of every decision while a head is forwarded. The hot path passes {@link #NONE}. */
public interface FieldDecisions {
    /** Nobody listens. */
    FieldDecisions NONE = new FieldDecisions() {
        @Override
        public void received(int line, FieldRule rule) {}

        @Override
        public void added(AsciiString line, FieldRule rule) {}
    };

    /** Line {@code line} of the received head was kept, removed or translated. */
    void received(int line, FieldRule rule);

    /** The proxy wrote a line of its own, given with its CRLF; of Host, which it makes for each request, the name. */
    void added(AsciiString line, FieldRule rule);
}
