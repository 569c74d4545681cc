package io.clearhop.record;

/**
 * A step of an exchange.
 *
 * @param t milliseconds since the start of the proxy
 * @param what short name, as in {@code request-received}
 * @param text for people
 */
public record StepView(double t, String what, String text) {}
