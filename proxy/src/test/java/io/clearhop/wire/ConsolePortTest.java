package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the console listens, and what happens if it cannot. */
class ConsolePortTest {
    private static ProxyConfig config(ConsoleSettings console, int port) {
        return ProxyConfig.DEFAULTS.with(
                builder -> builder.listeners(List.of(new Listener(ListenMode.SMART, "127.0.0.1", port)))
                        .eventLoops(1)
                        .accessLog(AccessLogFormat.OFF)
                        .console(ignored -> console));
    }

    @Test
    void aTakenPortThatNobodyAskedForMeansNoConsole() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            HostPort where = new HostPort("127.0.0.1", taken.getLocalPort());
            try (ProxyServer proxy = ProxyServer.start(
                    config(ConsoleSettings.OFF.withAddress(where).optional(), 0))) {
                assertThat(proxy.console()).isEmpty();
                assertThat(proxy.listeners()).hasSize(1);
            }
            BindFailure failure = catchThrowableOfType(
                    BindFailure.class, () -> ProxyServer.start(config(ConsoleSettings.OFF.withAddress(where), 0)));
            assertThat(failure.addressInUse()).isTrue();
            assertThat(failure.where()).isEqualTo(where);
            assertThat(failure.listener()).isNull();
        }
    }

    @Test
    void aListenerThatWantsThePortHasIt() throws IOException {
        int free;
        try (ServerSocket found = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = found.getLocalPort();
        }
        ConsoleSettings console =
                ConsoleSettings.OFF.withAddress(new HostPort("127.0.0.1", free)).optional();
        try (ProxyServer proxy = ProxyServer.start(config(console, free))) {
            assertThat(proxy.console()).isEmpty();
            assertThat(proxy.listeners().get(0).address().getPort()).isEqualTo(free);
        }
    }

    @Test
    void offIsOff() throws IOException {
        try (ProxyServer proxy = ProxyServer.start(config(ConsoleSettings.OFF, 0))) {
            assertThat(proxy.console()).isEmpty();
        }
    }
}
