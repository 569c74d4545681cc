package io.clearhop.record;

/**
 * A step of an exchange.
 *
 * @param t milliseconds since the start of the proxy
 * @param said its label as in {@code request-received}, and the text for people
 */
public record StepView(double t, Saying said) {}
