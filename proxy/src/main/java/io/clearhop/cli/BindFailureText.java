package io.clearhop.cli;

import io.clearhop.config.HostPort;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.server.BindFailure;
import java.nio.file.Path;
import java.util.Locale;
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
        String other = listener == null
                ? "--console " + moved(failure.where()) + ", or --console off"
                : otherPort(config, listener);
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

    /** All listeners again, because one --listen replaces them all. */
    private static String otherPort(ProxyConfig config, Listener taken) {
        return config.listeners().stream()
                .map(each -> each.equals(taken) ? moved(each) : each)
                .map(each -> "--listen " + each.mode().name().toLowerCase(Locale.ROOT) + "="
                        + new HostPort(each.host(), each.port()))
                .collect(Collectors.joining(" "));
    }

    private static Listener moved(Listener listener) {
        HostPort other = moved(new HostPort(listener.host(), listener.port()));
        return new Listener(listener.mode(), other.host(), other.port());
    }

    private static HostPort moved(HostPort taken) {
        return new HostPort(taken.host(), taken.port() == LAST_PORT ? 0 : taken.port() + 1);
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
