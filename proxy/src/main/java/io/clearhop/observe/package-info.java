/**
 * What happened, as data: events and what is folded from them.
 *
 * <p>Connections and exchanges emit {@link io.clearhop.observe.ProxyEvent}s on their event loop and never log; a bounded
 * queue of each loop carries them to the one observer thread, on which everything else here runs. A full queue drops
 * events and counts them; it never blocks.
 *
 * <p>Imports {@code http} and {@code forward}.
 */
@NullMarked
package io.clearhop.observe;

import org.jspecify.annotations.NullMarked;
