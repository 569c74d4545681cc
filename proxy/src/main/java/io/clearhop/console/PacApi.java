package io.clearhop.console;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.pac.PacFile;
import io.clearhop.pac.Patterns;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proxy auto-config file of this proxy, for whoever reaches its console. */
final class PacApi {
    static final String PATH = "/proxy.pac";

    private static final String LOOPBACK = "127.0.0.1";

    private final ConsoleProxy proxy;

    PacApi(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    /** All listeners of a mode that the browser reaches; smart ones unless asked otherwise. */
    Answer file(Question question) {
        String word = question.parameter("mode");
        ListenMode mode = word == null ? ListenMode.SMART : ModeApi.mode(word);
        if (mode == null) {
            return ModeApi.bad("The parameter mode is smart or dumb.");
        }
        String host = host(question);
        List<HostPort> proxies = proxy.listeners().stream()
                .filter(listening -> listening.mode() == mode && !listening.proxyProtocol())
                .map(listening -> reachable(listening, host))
                .flatMap(Stream::ofNullable)
                .toList();
        if (proxies.isEmpty()) {
            return Answer.problem(
                    HttpResponseStatus.NOT_FOUND,
                    "The proxy has no " + ModeApi.word(mode) + " listener that a browser could reach at " + host
                            + "; /api/mode lists all.");
        }
        try {
            PacFile file = new PacFile(proxies, false, patterns(question, "direct"), patterns(question, "only"), false);
            return Answer.of(PacFile.MEDIA_TYPE, file.text().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException bad) {
            return ModeApi.bad("The pattern " + bad.getMessage() + ".");
        }
    }

    /** What the browser calls this machine; it calls the proxy's listeners the same. */
    private static String host(Question question) {
        String host = Guard.host(question.fields().get(HttpHeaderNames.HOST, ""));
        boolean usable = host.matches("[a-z0-9._-]+") || NetUtil.isValidIpV6Address(host);
        // Who asks through the proxy may know the console by a name that leads nowhere without it.
        return !usable || host.equals(Guard.PROXIED_NAME) ? LOOPBACK : host;
    }

    /** Null where the listener is for its own machine, and the browser is on another. */
    private static @Nullable HostPort reachable(ConsoleProxy.Listening listening, String host) {
        InetAddress address = listening.address().getAddress();
        int port = listening.address().getPort();
        if (address.isAnyLocalAddress()) {
            return new HostPort(host, port);
        }
        return address.isLoopbackAddress() && !isThisMachine(host)
                ? null
                : new HostPort(NetUtil.toAddressString(address), port);
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
    }

    private static List<DestinationPattern> patterns(Question question, String parameter) {
        String text = question.parameter(parameter);
        return text == null ? List.of() : Patterns.read(text);
    }
}
