package io.clearhop.lab.stage;

/**
 * A figure of this very run.
 *
 * @param what was measured
 * @param value with its unit
 */
public record Measure(Text what, Text value) {}
