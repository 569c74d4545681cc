/**
 * The connecting side: origin connections, their pool, how they are made, and the source of responses that uses them.
 *
 * <p>There is one pool, one connector and one resolver for each event loop, so that a client's connection and the origin
 * connections it uses live on the same loop; nothing is locked.
 *
 * <p>Imports {@code exchange}, {@code observe}, {@code loop}, {@code forward}, {@code http} and the records of
 * {@code config}.
 */
@NullMarked
package io.clearhop.origin;

import org.jspecify.annotations.NullMarked;
