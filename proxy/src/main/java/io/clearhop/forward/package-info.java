/**
 * How a received message becomes the message that is sent on, in both directions: the rules of a hop.
 *
 * <p>A hop is a filter over the bytes that arrived: what may pass is copied in its order, case and spelling, what the
 * proxy means for the next hop is added after the removal. Pure: no channel, no clock; the owner's thread.
 *
 * <p>Imports {@code http}.
 */
@NullMarked
package io.clearhop.forward;

import org.jspecify.annotations.NullMarked;
