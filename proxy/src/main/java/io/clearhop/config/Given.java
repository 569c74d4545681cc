package io.clearhop.config;

/**
 * A value that somebody wrote for a setting, not yet read.
 *
 * @param setting which
 * @param text as written, without surrounding white space
 * @param place where
 */
public record Given(Setting<?> setting, String text, Place place) {
    /** How an error about this value begins. */
    String named() {
        return place.named(setting, setting.type().secret() ? "***" : text);
    }
}
