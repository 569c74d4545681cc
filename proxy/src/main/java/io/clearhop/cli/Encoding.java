package io.clearhop.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The encoding of what is printed. A process without a locale, as in a container, gets ASCII, though whoever reads it
 * expects UTF-8: arrows and Korean would be question marks. Any other encoding is somebody's choice.
 */
final class Encoding {
    private Encoding() {}

    /** Returns standard output, or standard error, with a charset that has all letters. */
    static PrintStream of(PrintStream stream, String name) {
        return of(
                stream,
                Stream.of(name + ".encoding", "sun." + name + ".encoding")
                        .map(System::getProperty)
                        .filter(Objects::nonNull)
                        .filter(Charset::isSupported)
                        .findFirst()
                        .map(Charset::forName)
                        .orElseGet(Charset::defaultCharset));
    }

    static PrintStream of(PrintStream stream, Charset charset) {
        return charset.equals(StandardCharsets.US_ASCII)
                ? new PrintStream(stream, true, StandardCharsets.UTF_8)
                : stream;
    }
}
