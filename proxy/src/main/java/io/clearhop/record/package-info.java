/**
 * What is going on, as a picture: {@link io.clearhop.record.Recorder} folds events into {@link
 * io.clearhop.record.LiveState}, which holds the connections and exchanges that are alive and the last of those that are
 * over, bounded, and gives them away as immutable views. Secrets end where heads come in. Why something hangs is told by
 * a pure rule, {@link io.clearhop.record.HangExplainer}.
 *
 * <p>Imports {@code observe}, {@code forward} and {@code http}.
 */
@NullMarked
package io.clearhop.record;

import org.jspecify.annotations.NullMarked;
