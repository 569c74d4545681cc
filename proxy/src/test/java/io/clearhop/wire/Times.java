package io.clearhop.wire;

import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.config.Timeouts;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Settings of one timeout, in milliseconds, for tests whose subject it is. */
final class Times {
    private Times() {}

    static Consumer<ProxyConfigBuilder> clientIdle(int millis) {
        return set(Timeouts::withClientIdle, millis);
    }

    static Consumer<ProxyConfigBuilder> originIdle(int millis) {
        return set(Timeouts::withOriginIdle, millis);
    }

    static Consumer<ProxyConfigBuilder> requestHead(int millis) {
        return set(Timeouts::withRequestHead, millis);
    }

    static Consumer<ProxyConfigBuilder> responseHead(int millis) {
        return set(Timeouts::withResponseHead, millis);
    }

    static Consumer<ProxyConfigBuilder> connect(int millis) {
        return set(Timeouts::withConnect, millis);
    }

    static Consumer<ProxyConfigBuilder> dns(int millis) {
        return set(Timeouts::withDns, millis);
    }

    static Consumer<ProxyConfigBuilder> requestContent(int millis) {
        return set(Timeouts::withRequestContent, millis);
    }

    static Consumer<ProxyConfigBuilder> lingerTotal(int millis) {
        return set(Timeouts::withLingerTotal, millis);
    }

    static Consumer<ProxyConfigBuilder> stall(int millis) {
        return set(Timeouts::withStall, millis);
    }

    static Consumer<ProxyConfigBuilder> tunnelIdle(int millis) {
        return set(Timeouts::withTunnelIdle, millis);
    }

    static Consumer<ProxyConfigBuilder> linger(int millis) {
        return set(Timeouts::withLinger, millis);
    }

    static Consumer<ProxyConfigBuilder> drainNotice(int millis) {
        return set(Timeouts::withDrainNotice, millis);
    }

    static Consumer<ProxyConfigBuilder> drain(int millis) {
        return set(Timeouts::withDrain, millis);
    }

    private static Consumer<ProxyConfigBuilder> set(BiFunction<Timeouts, Duration, Timeouts> with, int millis) {
        return builder -> builder.timeouts(timeouts -> with.apply(timeouts, Duration.ofMillis(millis)));
    }
}
