package io.clearhop.console;

import io.netty.handler.codec.http.HttpMethod;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * A method of a path.
 *
 * @param path as in the description of the API; {@code {id}} at its end stands for a number
 */
record Route(HttpMethod method, String path, Handler handler) {
    private static final String ID = "{id}";

    /** Makes the answer. */
    @FunctionalInterface
    interface Handler {
        CompletionStage<Answer> answer(Question question);
    }

    /** The number in a path of this form, 0 where it has none; empty if it is another path. */
    OptionalLong match(String asked) {
        if (!path.endsWith(ID)) {
            return asked.equals(path) ? OptionalLong.of(0) : OptionalLong.empty();
        }
        String begin = path.substring(0, path.length() - ID.length());
        String rest = asked.startsWith(begin) ? asked.substring(begin.length()) : "";
        return rest.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(rest)) : OptionalLong.empty();
    }
}
