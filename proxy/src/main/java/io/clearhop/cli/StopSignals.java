package io.clearhop.cli;

import io.clearhop.config.Timeouts;
import io.clearhop.server.ProxyServer;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGTERM and Ctrl-C: the first drains the proxy, the second cuts what is left, a third ends the process at once.
 *
 * <p>A shutdown hook could neither hear the second signal nor say {@code exit 0}. The class that can,
 * {@code sun.misc.Signal}, is exported by every JDK but warned about by every compiler, so it is called by reflection.
 */
final class StopSignals {
    private static final String[] NAMES = {"TERM", "INT"};

    private final ProxyServer server;
    private final Timeouts timeouts;
    private final PrintStream err;
    private final AtomicInteger signals = new AtomicInteger();

    private StopSignals(ProxyServer server, Timeouts timeouts, PrintStream err) {
        this.server = server;
        this.timeouts = timeouts;
        this.err = err;
    }

    /** Handles both signals from now on, until the process ends. */
    static StopSignals handle(ProxyServer server, Timeouts timeouts, PrintStream err) {
        StopSignals signals = new StopSignals(server, timeouts, err);
        handle(signals::received);
        return signals;
    }

    /** Whether exchanges were cut because somebody could not wait. */
    boolean wereImpatient() {
        return signals.get() > 1;
    }

    private void received() {
        switch (signals.incrementAndGet()) {
            case 1 -> {
                err.println("clearhop: stopping" + notice() + "; exchanges in progress have "
                        + seconds(timeouts.drain()) + " s to finish, another signal stops at once");
                server.stop();
            }
            case 2 -> {
                err.println("clearhop: stopped at once; exchanges in progress are cut off");
                server.stopNow();
            }
            default -> Runtime.getRuntime().halt(ExitCode.FAILURE.code());
        }
    }

    private String notice() {
        Duration notice = timeouts.drainNotice();
        return notice.isZero() ? "" : " in " + seconds(notice) + " s";
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** The JVM calls the action on a new thread for each signal. */
    static void handle(Runnable action) {
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
