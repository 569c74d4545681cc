package io.clearhop.log;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Shows as text what is written as bytes. */
final class Lines {
    private Lines() {}

    static String of(Consumer<LineBuffer> writer) {
        LineBuffer line = new LineBuffer();
        writer.accept(line);
        return new String(line.toBytes(), StandardCharsets.ISO_8859_1);
    }
}
