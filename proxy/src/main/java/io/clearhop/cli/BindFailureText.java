package io.clearhop.cli;

import io.clearhop.config.HostPort;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.server.BindFailure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why the proxy cannot listen, who holds the address, and how to choose another one. */
final class BindFailureText {
    private static final int LAST_PORT = 65535;

    private BindFailureText() {}

    static String of(ProxyConfig config, BindFailure failure) {
        Listener listener = failure.listener();
        String option = listener == null ? "--console" : "--listen";
        String where = "cannot listen on " + failure.where() + (listener == null ? " for the console" : "");
        if (!failure.addressInUse()) {
            return where + ": " + reason(failure) + "; choose an address of this machine with " + option + " HOST:PORT";
        }
        int port = unusedPort(config, failure.where().port());
        String other = listener == null
                ? "--console " + new HostPort(failure.where().host(), port) + ", or --console off"
                : withPort(config, listener, port);
        return where + ": " + takenBy(failure.where()) + "; stop that, or choose another port with " + other;
    }

    /** Who holds an address, as far as it can be told. */
    static String takenBy(HostPort where) {
        return new PortHolder(Path.of("/proc"))
                .find(where.host(), where.port())
                .map(process -> "it is taken by " + process)
                .orElseGet(() -> "it is taken (" + command(where.port()) + " shows by whom)");
    }

    /** The system's words, without the name and the number of the call that Netty puts before them. */
    private static String reason(BindFailure failure) {
        Throwable cause = failure.getCause();
        String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
        return message.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "");
    }

    /** The next one that nothing else of this configuration wants. */
    private static int unusedPort(ProxyConfig config, int taken) {
        Set<Integer> wanted = config.listeners().stream().map(Listener::port).collect(Collectors.toSet());
        HostPort console = config.console().address();
        if (console != null) {
            wanted.add(console.port());
        }
        int port = taken + 1;
        while (wanted.contains(port)) {
            port++;
        }
        return port > LAST_PORT ? 0 : port;
    }

    /** All listeners again, because one --listen replaces them all. */
    private static String withPort(ProxyConfig config, Listener taken, int port) {
        return config.listeners().stream()
                .map(each -> "--listen " + each.mode().name().toLowerCase(Locale.ROOT) + "="
                        + new HostPort(each.host(), each.equals(taken) ? port : each.port())
                        + (each.proxyProtocol() ? ",proxy-protocol" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String command(int port) {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return "netstat -ano | findstr :" + port;
        }
        return system.startsWith("Linux")
                ? "sudo ss -ltnp 'sport = :" + port + "'"
                : "sudo lsof -nP -iTCP:" + port + " -sTCP:LISTEN";
    }
}
