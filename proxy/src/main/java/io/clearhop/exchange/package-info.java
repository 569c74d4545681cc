/**
 * One request and its response, and where a response comes from; knows no socket.
 *
 * <p>An {@link io.clearhop.exchange.Exchange} joins a {@link io.clearhop.exchange.ResponseSource} (the origin hop, later
 * a cache) to a {@link io.clearhop.exchange.ResponseSink} (the client hop). Everything happens on the event loop of the
 * client's connection.
 *
 * <p>Imports {@code http}, {@code forward}, {@code observe}, {@code loop}.
 */
@NullMarked
package io.clearhop.exchange;

import org.jspecify.annotations.NullMarked;
