package io.clearhop.record;

/**
 * A step of an exchange as it is kept: the words are shared by all, and become a text when somebody looks.
 *
 * @param t milliseconds since the start of the proxy
 * @param what short name, as in {@code request-received}
 * @param text for people, with {@code %d} in place of the number
 * @param number or {@link #NUMBERLESS}, and then the text is as it is
 */
record Step(double t, String what, String text, long number) {
    static final long NUMBERLESS = -1;

    StepView view() {
        return new StepView(t, what, number == NUMBERLESS ? text : text.replace("%d", Long.toString(number)));
    }
}
