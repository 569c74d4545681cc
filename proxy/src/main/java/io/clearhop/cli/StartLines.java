package io.clearhop.cli;

import io.clearhop.access.Cidr;
import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfig;
import io.clearhop.server.ProxyServer;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said when the proxy runs, in at most six lines: where it listens, what to try, where to look, where
 * the log goes. */
final class StartLines {
    private static final String URL = "http://example.com/";

    private StartLines() {}

    static List<String> of(ProxyConfig config, ProxyServer server) {
        return of(config, server.listeners(), server.console().orElse(null), server.transport());
    }

    static List<String> of(
            ProxyConfig config,
            List<ProxyServer.Bound> listeners,
            @Nullable InetSocketAddress console,
            String transport) {
        List<String> lines = new ArrayList<>();
        String parent = config.parent() == null ? "" : ", sends requests to " + config.parent();
        lines.add("clearhop listens on "
                + listeners.stream().map(StartLines::where).collect(Collectors.joining(", ")) + parent + " ("
                + transport + ")");
        listeners.stream()
                .filter(bound -> bound.configured().mode() == ListenMode.SMART)
                .findFirst()
                .ifPresent(bound -> lines.add("try it:       " + curl(bound) + password(config) + " " + URL));
        listeners.stream()
                .filter(bound -> bound.configured().mode() == ListenMode.DUMB)
                .findFirst()
                .ifPresent(bound -> lines.add("see it hang:  " + curl(bound) + " " + URL + " " + URL));
        HostPort wanted = config.console().address();
        if (console != null) {
            lines.add(look(config, console));
        } else if (wanted != null) {
            lines.add("no console:   " + wanted + ": " + BindFailureText.takenBy(wanted)
                    + "; choose another port with --console");
        }
        if (listeners.stream().anyMatch(StartLines::servesOthers)) {
            lines.add(clients(config.access()));
        }
        lines.add(log(config.accessLog()));
        return lines;
    }

    private static String look(ProxyConfig config, InetSocketAddress console) {
        ConsoleSettings settings = config.console();
        String token = settings.token() == null ? "" : "?token=" + (settings.announced() ? settings.token() : "TOKEN");
        String unrecorded = config.recording().on() ? "" : " (shows nothing: record is off)";
        return "look at it:   http://" + reachable(console) + "/" + token + unrecorded;
    }

    private static boolean servesOthers(ProxyServer.Bound bound) {
        return bound.configured().proxyProtocol()
                || !bound.address().getAddress().isLoopbackAddress();
    }

    private static String clients(AccessSettings access) {
        boolean everyone = access.clients().stream().anyMatch(Cidr::isEverything);
        if (access.authFile() == null && everyone) {
            return "warning:      whoever reaches this address can use the proxy";
        }
        String others = access.clients().isEmpty()
                ? access.authFile() == null ? "" : " and everyone else"
                : access.clients().stream().map(Cidr::toString).collect(Collectors.joining(", ", ", ", ""));
        String password = access.authFile() == null ? "" : "; users of " + access.authFile();
        return "for:          this machine" + others + password;
    }

    private static String where(ProxyServer.Bound bound) {
        return text(bound.address().getAddress(), bound.address().getPort()) + " "
                + bound.configured().mode().name().toLowerCase(Locale.ROOT);
    }

    private static String log(AccessLogFormat format) {
        String logback = LogFile.named();
        if (!logback.isEmpty()) {
            return "logs:         where " + logback + " says";
        }
        String access = format == AccessLogFormat.OFF
                ? "no access log"
                : "access log (" + format.name().toLowerCase(Locale.ROOT) + ") on stdout";
        return "logs:         " + access + ", all else on stderr; Ctrl-C stops";
    }

    private static String password(ProxyConfig config) {
        return config.access().authFile() == null ? "" : " --proxy-user NAME";
    }

    private static String curl(ProxyServer.Bound bound) {
        String header = bound.configured().proxyProtocol() ? " --haproxy-protocol" : "";
        return "curl -v -x " + proxyUrl(bound) + header;
    }

    private static String proxyUrl(ProxyServer.Bound bound) {
        return "http://" + reachable(bound.address());
    }

    private static String reachable(InetSocketAddress address) {
        InetAddress reachable =
                address.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address.getAddress();
        return text(reachable, address.getPort());
    }

    private static String text(InetAddress address, int port) {
        return new HostPort(NetUtil.toAddressString(address), port).toString();
    }
}
