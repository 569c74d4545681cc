package io.clearhop.lab.stage;

/**
 * Somebody in a conversation: a column of its diagram.
 *
 * @param name over the column
 * @param role what it does
 */
public record Party(Text name, Role role) {
    /** What a party does. */
    public enum Role {
        CLIENT,
        RELAY,
        PROXY,
        ORIGIN
    }
}
