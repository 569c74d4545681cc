/**
 * Bytes without HTTP, by right or by mistake: tunnels, and the blind relay of dumb mode.
 *
 * <p>All on the event loop of the client's connection. {@link io.clearhop.relay.BlindRelay} shares the connector, the
 * {@link io.clearhop.relay.BytePipe} and the events with the smart path, and nothing else.
 *
 * <p>Imports {@code origin}, {@code exchange}, {@code observe}, {@code loop}, {@code http}.
 */
@NullMarked
package io.clearhop.relay;

import org.jspecify.annotations.NullMarked;
