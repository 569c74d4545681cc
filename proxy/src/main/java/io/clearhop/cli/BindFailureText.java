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
        String where = "cannot listen on " + new HostPort(listener.host(), listener.port());
        if (!failure.addressInUse()) {
            return where + ": " + reason(failure) + "; choose an address of this machine with --listen HOST:PORT";
        }
        String holder = new PortHolder(Path.of("/proc"))
                .find(listener.host(), listener.port())
                .map(process -> "it is taken by " + process)
                .orElseGet(() -> "it is taken (" + command(listener.port()) + " shows by whom)");
        return where + ": " + holder + "; stop that, or choose another port with " + otherPort(config, listener);
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
        return new Listener(listener.mode(), listener.host(), listener.port() == LAST_PORT ? 0 : listener.port() + 1);
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
