package io.clearhop.lab.testorigin;

import io.clearhop.config.BadValue;
import io.clearhop.config.ValueType;
import io.clearhop.config.ValueTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Something about an origin's {@link Manners} that can be chosen: by an option for all requests, by a parameter of its
 * query for one.
 *
 * @param name the option without hyphens, and the parameter
 * @param type of its value
 * @param explanation for help
 */
public record Trait<T>(String name, ValueType<T> type, String explanation, BiFunction<Manners, T, Manners> choose) {
    private static final int MOST_BYTES = 1 << 30;

    /** All of them, in the order of help. */
    public static final List<Trait<?>> ALL = List.of(
            new Trait<>(
                    "keep-alive",
                    ValueTypes.choice("on|http10|off", Persisting.class),
                    "Keep connections: as HTTP/1.1 does, as HTTP/1.0 with Connection: keep-alive, or never. [on]",
                    Manners::withPersisting),
            new Trait<>(
                    "idle",
                    ValueTypes.time(Duration.ofMillis(1), Duration.ofHours(1)),
                    "Close a kept connection after this time without a request. [1m]",
                    Manners::withIdle),
            new Trait<>(
                    "delay",
                    ValueTypes.time(Duration.ZERO, Duration.ofHours(1)),
                    "Wait before each response. [0]",
                    Manners::withDelay),
            new Trait<>(
                    "status", ValueTypes.count(200, 599), "Status code of the responses. [200]", Manners::withStatus),
            new Trait<>(
                    "size", ValueTypes.size(0, MOST_BYTES), "Length of the content. [a few words]", Manners::withSize),
            new Trait<>(
                    "chunked",
                    ValueTypes.onOff(),
                    "Send the content in chunks, without its length. [off]",
                    Manners::withChunked),
            new Trait<>(
                    "length-error",
                    ValueTypes.signed(MOST_BYTES),
                    "Say so much more, or less, than there is in Content-Length. [0]",
                    Manners::withLengthError),
            new Trait<>(
                    "close-after",
                    ValueTypes.count(0, Integer.MAX_VALUE),
                    "Close each connection after so many requests; 0: never. [0]",
                    Manners::withCloseAfter),
            new Trait<>(
                    "page",
                    ValueTypes.count(0, 10_000),
                    "Make / a page with so many images, each --size long. [0]",
                    Manners::withPage));

    /** What a request may say about its connection, for itself alone. */
    private static final List<Trait<Ending>> ENDINGS =
            List.of(ending(Ending.CLOSE), ending(Ending.DROP), ending(Ending.RESET));

    private static Trait<Ending> ending(Ending ending) {
        String name = ending.name().toLowerCase(java.util.Locale.ROOT);
        return new Trait<>(name, ValueTypes.choice("", Ending.class), "", (manners, any) -> manners.withEnding(ending));
    }

    /** The trait that a parameter of a query names. */
    static Optional<Trait<?>> ofQuery(String name) {
        return java.util.stream.Stream.concat(ALL.stream(), ENDINGS.stream())
                .<Trait<?>>map(each -> each)
                .filter(each -> each.name.equals(name))
                .findFirst();
    }

    /**
     * Manners with this choice.
     *
     * @throws BadValue if that is no value of it
     */
    public Manners chosen(Manners manners, String text) throws BadValue {
        return choose.apply(manners, type.parse(text));
    }

    /** What a parameter without a value means: {@code ?chunked}, {@code ?close}. */
    String valueless() {
        return type.choices().contains("on") ? "on" : name;
    }
}
