package io.clearhop.metrics;

import java.util.function.LongSupplier;

/**
 * Numbers that others keep, asked for when somebody scrapes. Any thread.
 *
 * @param dropped events that did not fit into a queue
 * @param unwatched exchanges of which only the end was recorded
 */
public record Outside(LongSupplier dropped, LongSupplier unwatched) {}
