package io.clearhop.lab.stage;

import io.clearhop.config.ListenMode;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import java.io.IOException;

/** A proxy that is alone in its process: it tells its port, and goes when its standard input ends. */
public final class ProxyProcess {
    /** Before its port. */
    public static final String PORT = "port";

    private ProxyProcess() {}

    /** Runs it. */
    public static void main(String[] args) throws BindFailure, IOException {
        try (ProxyServer proxy = ProxyServer.start(Stage.config(ListenMode.SMART, "lab-process"))) {
            System.out.println(PORT + " " + proxy.listeners().get(0).address().getPort());
            while (System.in.read() >= 0) {
                // until whoever started it has gone
            }
        }
    }
}
