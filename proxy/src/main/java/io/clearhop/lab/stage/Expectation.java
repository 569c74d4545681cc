package io.clearhop.lab.stage;

/**
 * What makes the phenomenon, and whether it was there.
 *
 * @param expected what has to be seen
 * @param observed what was seen
 * @param holds whether they agree
 */
public record Expectation(Text expected, Text observed, boolean holds) {}
