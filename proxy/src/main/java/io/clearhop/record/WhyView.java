package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/**
 * A decision about an exchange.
 *
 * @param about {@code connection}, {@code client-persistence}, {@code origin-persistence}, {@code retry} or {@code close}
 * @param section the clause, or null
 */
public record WhyView(String about, Saying said, @Nullable String section) {}
