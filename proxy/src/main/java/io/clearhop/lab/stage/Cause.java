package io.clearhop.lab.stage;

/**
 * What brings a phenomenon about, and what takes it away: a verdict that cannot turn would say nothing.
 *
 * @param present as the scenario is told: "the proxy is dumb"
 * @param removed in its place: "the proxy is smart"
 */
public record Cause(Text present, Text removed) {}
