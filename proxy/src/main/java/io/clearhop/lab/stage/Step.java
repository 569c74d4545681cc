package io.clearhop.lab.stage;

import java.util.List;

/** One line of a conversation. */
public sealed interface Step {
    /** {@link System#nanoTime()} when it happened. */
    long nanos();

    /**
     * Something crossed from one party to another.
     *
     * @param connection the connection's number among those of these two parties, from 1
     * @param kind what crossed
     * @param label in a line: a start line, a number of bytes
     * @param details fields and content worth seeing, a line each
     */
    record Arrow(long nanos, Party from, Party to, int connection, Kind kind, String label, List<String> details)
            implements Step {
        /** What crossed. */
        public enum Kind {
            /** The handshake that makes a connection. */
            CONNECT("SYN, SYN+ACK, ACK"),
            DATA(""),
            FIN("FIN"),
            RST("RST");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            /** What crosses in the words of TCP; empty for data, which has words of its own. */
            String label() {
                return label;
            }
        }
    }

    /** A party decided something that nobody else sees. */
    record Note(long nanos, Party at, Text text) implements Step {}

    /**
     * What the scenario says about what follows.
     *
     * @param number from 1
     */
    record Caption(long nanos, int number, Text text) implements Step {}
}
