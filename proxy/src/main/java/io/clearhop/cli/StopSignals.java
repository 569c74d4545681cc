package io.clearhop.cli;

import io.clearhop.server.ProxyServer;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and Ctrl-C: the first drains the proxy, the second ends the process at once.
 *
 * <p>A shutdown hook could neither hear the second signal nor say {@code exit 0}. The class that can,
 * {@code sun.misc.Signal}, is exported by every JDK but warned about by every compiler, so it is called by reflection.
 */
final class StopSignals {
    private static final String[] NAMES = {"TERM", "INT"};

    private StopSignals() {}

    /** Handles both signals from now on, until the process ends. */
    static void handle(ProxyServer server, Duration drain, PrintStream err) {
        AtomicBoolean stopping = new AtomicBoolean();
        handle(() -> {
            if (stopping.getAndSet(true)) {
                err.println("clearhop: stopped at once; exchanges in progress are cut off");
                Runtime.getRuntime().halt(ExitCode.FAILURE.code());
            }
            err.println("clearhop: stopping; exchanges in progress have " + seconds(drain)
                    + " s to finish, another signal stops at once");
            server.stop();
        });
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** The JVM calls the action on a new thread for each signal. */
    private static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            };
            Object instance = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
            for (String name : NAMES) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, instance);
            }
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("this Java runtime lacks the module jdk.unsupported; add it", unsupported);
        }
    }
}
