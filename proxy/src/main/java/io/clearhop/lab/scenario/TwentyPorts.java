package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.PoolLimits;
import io.clearhop.config.ProxyConfig;
import io.clearhop.kernel.TcpState;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.WireListener;
import io.clearhop.lab.stage.Stage;
import io.clearhop.server.ProxyServer;
import java.time.Duration;
import java.util.List;

/**
 * A client, a proxy and an origin in a network of their own that has few ports. They tell what happens in lines.
 */
final class TwentyPorts {
    /** What a line tells. */
    enum What {
        /** The client has asked; the request line. */
        ASKED,
        /** The origin has a connection; the proxy's port. */
        CONNECTED,
        /** The proxy has ended a connection; its port. */
        CLOSED,
        /** The client has its answer; the status line, a tab and the {@code Proxy-Status}. */
        ANSWERED,
        /** How many connections to the origin are in TIME_WAIT at the end. */
        KEPT
    }

    /** A line. */
    record Line(What what, long nanos, String more) {
        static Line parse(String line) {
            String[] words = line.split(" ", 3);
            return new Line(What.valueOf(words[0]), Long.parseLong(words[1]), words[2]);
        }

        @Override
        public String toString() {
            return what + " " + nanos + " " + more;
        }
    }

    /** The argument: whether the proxy pools. */
    static final String POOLED = "pooled";

    static final int REQUESTS = 30;

    private static final String HOST = "127.0.0.1";
    private static final int PROXY = 8080;
    private static final int ORIGIN = 8000;

    private TwentyPorts() {}

    public static void main(String[] args) throws Exception {
        PoolLimits pool = args[0].equals(POOLED) ? PoolLimits.DEFAULTS : PoolLimits.DEFAULTS.withExchanges(1);
        ProxyConfig config = Stage.config(ListenMode.SMART, "lab-process")
                .with(builder -> builder.listeners(List.of(new Listener(ListenMode.SMART, HOST, PROXY)))
                        .pool(pool));
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(ORIGIN, Scripts.respond(Messages.ok("hello")), TwentyPorts::told);
                ProxyServer proxy = ProxyServer.start(config);
                ScriptedClient client =
                        ScriptedClient.connect(proxy.listeners().get(0).address())) {
            // A young JVM on a busy machine takes its time.
            client.wire().timeout(Duration.ofMinutes(1));
            String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
            for (int i = 0; i < REQUESTS; i++) {
                tell(What.ASKED, "GET " + origin.uri("/") + " HTTP/1.1");
                Response response = client.exchange(request);
                tell(What.ANSWERED, response.startLine() + "\t" + response.field("Proxy-Status"));
            }
            long kept = new KernelView(ORIGIN)
                    .now().lines().stream()
                            .filter(line -> line.state() == TcpState.TIME_WAIT
                                    && line.remote().getPort() == ORIGIN)
                            .count();
            tell(What.KEPT, Long.toString(kept));
        }
    }

    private static WireListener told() {
        return new WireListener() {
            // Set once, before anything else is told.
            private int port;

            @Override
            public void opened(int localPort, int remotePort, boolean accepted) {
                port = remotePort;
                tell(What.CONNECTED, Integer.toString(port));
            }

            @Override
            public void peerEnded(Arrival how) {
                tell(What.CLOSED, Integer.toString(port));
            }
        };
    }

    private static void tell(What what, String more) {
        System.out.println(new Line(what, System.nanoTime(), more));
    }
}
