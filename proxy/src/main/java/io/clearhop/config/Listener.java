package io.clearhop.config;

/**
 * One address the proxy listens on, and in which mode.
 *
 * @param mode what is done with accepted connections
 * @param host host name or IP literal without brackets to bind
 * @param port TCP port, 0 lets the system choose one
 */
public record Listener(ListenMode mode, String host, int port) {}
