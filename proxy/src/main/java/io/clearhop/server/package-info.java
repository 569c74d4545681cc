/**
 * The composition root: it wires, starts, drains and stops a proxy, and is how Java code embeds one.
 *
 * <p>{@link io.clearhop.server.ListenerPipelines} is the only place that maps a listener's mode to what handles its
 * connections.
 *
 * <p>Imports everything below it: {@code client}, {@code relay}, {@code origin}, {@code exchange}, {@code observe},
 * {@code loop}, {@code forward}, {@code http}, {@code config}.
 */
@NullMarked
package io.clearhop.server;

import org.jspecify.annotations.NullMarked;
