package io.clearhop.cli;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ProxyConfig;
import io.clearhop.lab.show.Theatre;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lab with a console to watch it in: opens it, waits for somebody who looks, plays, and stays. */
final class LabConsole {
    static final HostPort DEFAULT = new HostPort("127.0.0.1", 8081);
    private static final long LOOK_MILLIS = 100;
    /** Until the page has drawn itself. */
    private static final long SETTLE_MILLIS = 1500;

    private final Terminal terminal;
    private final CountDownLatch stopped = new CountDownLatch(1);

    LabConsole(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Does so until it is stopped.
     *
     * @param where null for the usual place or, if that is taken, any
     * @param plays with the theatre, before it stays open; its result is returned at the end
     */
    ExitCode run(@Nullable HostPort where, boolean waits, Function<Theatre, ExitCode> plays) {
        try (ProxyServer server = open(where)) {
            StopSignals.handle(stopped::countDown);
            Theatre theatre = new Theatre(server.live().orElseThrow());
            server.play(theatre);
            InetSocketAddress address = server.console().orElseThrow();
            String url =
                    "http://" + new HostPort(NetUtil.toAddressString(address.getAddress()), address.getPort()) + "/";
            terminal.err()
                    .println("watch it at   " + url
                            + (waits ? "   (it begins when somebody looks, or with Enter)" : ""));
            if (waits && !awaitSomebody(server)) {
                return ExitCode.OK;
            }
            ExitCode result = plays.apply(theatre);
            terminal.err().println("the console stays open: " + url + "; Ctrl-C ends it");
            stopped.await();
            return result;
        } catch (BindFailure failure) {
            return terminal.fail(
                    ExitCode.CANNOT_LISTEN, BindFailureText.of(config(where == null ? DEFAULT : where), failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        }
    }

    private static ProxyServer open(@Nullable HostPort where) throws BindFailure {
        try {
            return ProxyServer.start(config(where == null ? DEFAULT : where));
        } catch (BindFailure taken) {
            if (where != null || !taken.addressInUse()) {
                throw taken;
            }
            return ProxyServer.start(config(new HostPort(DEFAULT.host(), 0)));
        }
    }

    /** A proxy that listens nowhere: those on the stage are the ones that are watched. */
    private static ProxyConfig config(HostPort where) {
        return ProxyConfig.DEFAULTS.with(builder -> builder.listeners(List.of())
                .eventLoops(1)
                .accessLog(AccessLogFormat.OFF)
                .console(console -> ConsoleSettings.DEFAULTS.withAddress(where)));
    }

    /** Returns whether somebody came, before all was stopped. */
    private boolean awaitSomebody(ProxyServer server) throws InterruptedException {
        CountDownLatch enter = new CountDownLatch(1);
        Thread keyboard = new Thread(() -> awaitEnter(enter), "clearhop-keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
        while (enter.getCount() > 0 && stopped.getCount() > 0) {
            if (server.consoleReaders() > 0) {
                Thread.sleep(SETTLE_MILLIS);
                break;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return stopped.getCount() > 0;
    }

    private static void awaitEnter(CountDownLatch enter) {
        try {
            // Where there is no keyboard, the input is at its end: then nobody presses anything.
            if (System.in.read() >= 0) {
                enter.countDown();
            }
        } catch (IOException noInput) {
            // As if nothing were pressed.
        }
    }
}
