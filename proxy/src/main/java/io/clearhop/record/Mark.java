package io.clearhop.record;

import io.clearhop.http.Party;

/**
 * The end of one direction of a connection, or of both.
 *
 * @param t milliseconds since the start of the proxy
 * @param by who sent it
 */
public record Mark(double t, Kind kind, Party by) {
    /** How it ended. */
    public enum Kind {
        FIN("fin"),
        RST("rst"),
        /** A FIN whose sender goes on receiving. */
        HALF_CLOSE("half-close");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name in data. */
        public String word() {
            return word;
        }
    }
}
