package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.observe.ProxyEvent;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever comes, nothing stays: file descriptors and buffers are back where they were. */
class ManyBadRequestsTest {
    /** 10,000 take about a minute; the faults that this finds show after a few hundred. */
    private static final int REQUESTS = 2_000;

    private static final String HANGS_UP_AFTER_HEAD = Requests.dated("HTTP/1.1 200 OK", "Content-Length: 1000") + "cut";

    @Test
    void leaveNothingBehind() throws InterruptedException {
        assumeTrue(new File("/proc/self/fd").isDirectory(), "no /proc/self/fd on this machine");
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ScriptedOrigin good = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respond(Messages.ok("x"))));
                ScriptedOrigin early = ScriptedOrigin.start(Scripts.closeAtOnce());
                ScriptedOrigin resets = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.resetAfterRequest()));
                ScriptedOrigin cuts = ScriptedOrigin.start(
                        Scripts.untilPeerLeaves(Scripts.respondOnceThenClose(HANGS_UP_AFTER_HEAD)));
                ScriptedOrigin garbage = ScriptedOrigin.start(
                        Scripts.untilPeerLeaves(Scripts.respondOnceThenClose("no response at all\r\n\r\n")));
                ScriptedOrigin silent = ScriptedOrigin.start(Scripts.silent());
                FakeDns dns = new FakeDns();
                // A client that has closed may have half-closed, and its answer is waited for.
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.responseHead(300)
                        .andThen(Times.tunnelIdle(300))
                        .andThen(Times.originIdle(500))
                        .andThen(builder -> builder.dnsServer(dns.address())
                                .listeners(List.of(
                                        new Listener(ListenMode.SMART, "127.0.0.1", 0),
                                        new Listener(ListenMode.DUMB, "127.0.0.1", 0)))))) {
            List<String> requests = List.of(
                    "\0\1\2garbage\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\0\1\0\1\u00fc\u0003\u0003",
                    "GET http://o.te",
                    head("GET http://o.test/ HTTP/1.1", "Host: o.test", "X: " + "x".repeat(70_000)),
                    "GET http://o.test/" + "x".repeat(20_000),
                    head("GET http://nowhere.test/ HTTP/1.1", "Host: nowhere.test"),
                    Requests.get(gone, "/"),
                    Requests.connect(gone),
                    Requests.get(early, "/"),
                    Requests.get(resets, "/"),
                    Requests.get(cuts, "/"),
                    Requests.get10(cuts, "/"),
                    Requests.get(garbage, "/"),
                    Requests.connect(silent) + "half a tunnel",
                    Requests.withContent("POST", good, "/", "abc").replace("Length: 3", "Length: 5"),
                    Requests.of("POST", good, "/", "Transfer-Encoding: chunked") + "5\r\nabcde\r\nx\r\n",
                    Requests.get(good, "/") + Requests.get(good, "/2") + "GET http",
                    Requests.get(silent, "/"));
            play(proxy, requests, 2 * requests.size() * 3);
            awaitQuiet(proxy);
            int before = openFiles();
            play(proxy, requests, REQUESTS);
            awaitQuiet(proxy);
            // The pool may keep a connection or two for the good origin, and each has two ends in this process.
            awaitOpenFiles(before + 8);
        }
    }

    /** Sends each request to each listener in turn, and leaves in each of three ways: a close, a reset, a half-close. */
    private static void play(ProxyUnderTest proxy, List<String> requests, int count) {
        for (int i = 0; i < count; i++) {
            var address = proxy.server().listeners().get(i % 2).address();
            int manner = i / 2 % 3;
            try (ScriptedClient client = ScriptedClient.connect(address)) {
                client.send(requests.get(i / 6 % requests.size()));
                switch (manner) {
                    case 0 -> client.close();
                    case 1 -> client.wire().reset();
                    default -> client.wire().halfClose();
                }
            } catch (WireException e) {
                // The proxy may have been faster; then it was its turn to leave.
            }
        }
    }

    private static void awaitQuiet(ProxyUnderTest proxy) {
        int clients = proxy.events().all(ProxyEvent.ClientConnected.class).size();
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            clients = proxy.events().all(ProxyEvent.ClientConnected.class).size();
            if (clients > 0) {
                proxy.events().await(ProxyEvent.ClientClosed.class, clients);
            }
            if (clients == proxy.events().all(ProxyEvent.ClientConnected.class).size()) {
                return;
            }
        }
    }

    /** The origins here close after the proxy, and no event tells of that. */
    private static void awaitOpenFiles(int atMost) throws InterruptedException {
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        while (openFiles() > atMost && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(atMost);
    }

    private static int openFiles() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
