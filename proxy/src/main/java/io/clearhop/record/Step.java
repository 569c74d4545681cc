package io.clearhop.record;

import java.util.Map;

/**
 * A step of an exchange as it is kept: the words are shared by all, and become a text when somebody looks.
 *
 * @param t milliseconds since the start of the proxy
 * @param what short name, as in {@code request-received}
 * @param text for people, with {@code %d} in place of the number
 * @param number or {@link #NUMBERLESS}, and then the text is as it is
 * @param values what else the text has in it, by names, for other languages
 */
record Step(double t, String what, String text, long number, Map<String, String> values) {
    static final long NUMBERLESS = -1;

    StepView view() {
        if (number == NUMBERLESS) {
            return new StepView(t, new Saying(what, values, text));
        }
        String digits = Long.toString(number);
        return new StepView(t, new Saying(what, Map.of("n", digits), text.replace("%d", digits)));
    }
}
