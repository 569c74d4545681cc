/**
 * The accepted side, smart mode: client connections, their requests one after the other, and the responses on their way
 * out.
 *
 * <p>A client connection, its exchange and its origin connections live on one event loop.
 *
 * <p>Imports {@code relay}, {@code origin}, {@code exchange}, {@code observe}, {@code loop}, {@code forward},
 * {@code http}.
 */
@NullMarked
package io.clearhop.client;

import org.jspecify.annotations.NullMarked;
