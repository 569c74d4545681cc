/**
 * The console: a page and an API that show what is going on in the proxy. Netty's HTTP codec is right here, for this is
 * no hop: it talks to people's browsers and to programs that watch.
 *
 * <p>{@link io.clearhop.console.ConsoleServer} has one event loop of its own and one worker for what takes longer; no
 * loop of the proxy does anything for it but tell facts of a socket. It knows the proxy through {@link
 * io.clearhop.console.ConsoleProxy} alone. Nothing but the listening socket is made before the first connection.
 *
 * <p>Imports {@code record}, {@code pac}, {@code config}, {@code access} and {@code http}.
 */
@NullMarked
package io.clearhop.console;

import org.jspecify.annotations.NullMarked;
