package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.Cidr;
import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.server.ProxyServer.Bound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StartLinesTest {
    private static final Bound SMART = bound(ListenMode.SMART, "127.0.0.1", 8080);
    private static final ProxyConfig WITHOUT_CONSOLE =
            ProxyConfig.DEFAULTS.with(builder -> builder.console(console -> ConsoleSettings.OFF));
    private static final Bound DUMB = bound(ListenMode.DUMB, "127.0.0.1", 8082);

    @Test
    void theySayWhereItListensWhatToTryAndWhereTheLogGoes() {
        assertThat(StartLines.of(WITHOUT_CONSOLE, List.of(SMART), null, "epoll"))
                .containsExactly(
                        "clearhop listens on 127.0.0.1:8080 smart (epoll)",
                        "try it:       curl -v -x http://127.0.0.1:8080 http://example.com/",
                        "logs:         access log (hop) on stdout, all else on stderr; Ctrl-C stops");
    }

    @Test
    void aDumbListenerHasALineThatShowsTheHang() {
        ProxyConfig config =
                WITHOUT_CONSOLE.with(b -> b.accessLog(AccessLogFormat.OFF).parent(new HostPort("::1", 3128)));

        assertThat(StartLines.of(config, List.of(SMART, DUMB), null, "NIO"))
                .containsExactly(
                        "clearhop listens on 127.0.0.1:8080 smart, 127.0.0.1:8082 dumb, sends requests to [::1]:3128"
                                + " (NIO)",
                        "try it:       curl -v -x http://127.0.0.1:8080 http://example.com/",
                        "see it hang:  curl -v -x http://127.0.0.1:8082 http://example.com/ http://example.com/",
                        "logs:         no access log, all else on stderr; Ctrl-C stops");
    }

    @Test
    void theyAreNeverMoreThanFiveAndWarnWhereStrangersCanComeIn() {
        List<String> lines = StartLines.of(
                WITHOUT_CONSOLE.with(b -> b.access(access -> access.plusClient(Cidr.parse("0.0.0.0/0")))),
                List.of(bound(ListenMode.SMART, "0.0.0.0", 8080), SMART, DUMB, bound(ListenMode.DUMB, "0.0.0.0", 1)),
                null,
                "epoll");

        assertThat(lines).hasSize(5).contains("warning:      whoever reaches this address can use the proxy");
        assertThat(clients(access -> access.plusClient(Cidr.parse("10.0.0.0/8")).plusClient(Cidr.parse("::1"))))
                .isEqualTo("for:          this machine, 10.0.0.0/8, ::1");
        assertThat(clients(access -> access.withAuthFile(Path.of("users"))))
                .isEqualTo("for:          this machine and everyone else; users of users");
    }

    @Test
    void whatIsToBeTriedHasWhatTheListenerAsksFor() {
        ProxyConfig config = WITHOUT_CONSOLE.with(b -> b.access(access -> access.withAuthFile(Path.of("users"))));
        Bound behindBalancer = new Bound(
                new Listener(ListenMode.SMART, "127.0.0.1", 0, true), new InetSocketAddress("127.0.0.1", 8080));

        assertThat(StartLines.of(config, List.of(behindBalancer, DUMB), null, "epoll"))
                .contains("try it:       curl -v -x http://127.0.0.1:8080 --haproxy-protocol --proxy-user NAME"
                        + " http://example.com/")
                .contains("see it hang:  curl -v -x http://127.0.0.1:8082 http://example.com/ http://example.com/");
    }

    private static String clients(UnaryOperator<AccessSettings> access) {
        List<String> lines = StartLines.of(
                WITHOUT_CONSOLE.with(b -> b.access(access)),
                List.of(bound(ListenMode.SMART, "0.0.0.0", 8080)),
                null,
                "epoll");
        return lines.get(lines.size() - 2);
    }

    @Test
    void anAddressThatMeansAllIsTriedOverLoopback() {
        assertThat(StartLines.of(WITHOUT_CONSOLE, List.of(bound(ListenMode.SMART, "0.0.0.0", 8080)), null, "epoll"))
                .contains("try it:       curl -v -x http://127.0.0.1:8080 http://example.com/");
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(StartLines.of(WITHOUT_CONSOLE, List.of(bound(ListenMode.SMART, "::1", 8080)), null, "epoll"))
                .contains("try it:       curl -v -x http://[::1]:8080 http://example.com/");
    }

    @Test
    void theyNameTheConsole() {
        InetSocketAddress console = new InetSocketAddress("0.0.0.0", 9090);
        ProxyConfig blind = WITHOUT_CONSOLE.with(b -> b.recording(recording -> recording.withOn(false)));
        ProxyConfig guarded = WITHOUT_CONSOLE.with(b -> b.console(c -> c.withToken("0123456789abcdef")));

        assertThat(StartLines.of(WITHOUT_CONSOLE, List.of(SMART), console, "epoll"))
                .contains("look at it:   http://127.0.0.1:9090/");
        assertThat(StartLines.of(blind, List.of(SMART), console, "epoll"))
                .contains("look at it:   http://127.0.0.1:9090/ (shows nothing: record is off)");
        assertThat(StartLines.of(guarded, List.of(SMART), console, "epoll"))
                .contains("look at it:   http://127.0.0.1:9090/?token=TOKEN")
                .noneMatch(line -> line.contains("0123456789abcdef"));
        ProxyConfig open = WITHOUT_CONSOLE.with(b -> b.console(ConsoleSettings::withRandomToken));
        assertThat(StartLines.of(open, List.of(SMART), console, "epoll"))
                .contains("look at it:   http://127.0.0.1:9090/?token="
                        + open.console().token());
    }

    @Test
    void aConsoleWhosePortIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostPort where = new HostPort("127.0.0.1", taken.getLocalPort());
            ProxyConfig config = WITHOUT_CONSOLE.with(b -> b.console(console -> console.withAddress(where)));

            assertThat(StartLines.of(config, List.of(SMART), null, "epoll"))
                    .anyMatch(line -> line.startsWith("no console:   " + where + ": it is taken")
                            && line.endsWith("choose another port with --console"));
        }
    }

    private static Bound bound(ListenMode mode, String host, int port) {
        return new Bound(new Listener(mode, host, 0), new InetSocketAddress(host, port));
    }
}
