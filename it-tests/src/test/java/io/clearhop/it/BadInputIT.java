package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong is answered in words, and leaves nothing behind in the process. */
@Timeout(90)
class BadInputIT {
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    private static final long MEGABYTE = 1 << 20;

    /**
     * What a client sends and what it gets.
     *
     * @param sent one character a byte
     * @param status of the answer
     * @param words that stand in it
     */
    private record Case(String sent, int status, String words) {
        static Case get(String authority, int status, String words) {
            return new Case("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n", status, words);
        }
    }

    private final NameServer names = startNameServer();
    private final ScriptedOrigin closesAtOnce = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.closeAtOnce()));
    private final ScriptedOrigin resets = ScriptedOrigin.start(Scripts.untilPeerLeaves((wire, number) -> {
        // None comes on a connection that was made for a client that left meanwhile; it waits in the pool.
        if (wire.awaitArrival(Duration.ofMinutes(2)) == Arrival.BYTES) {
            wire.readRequest();
            wire.reset();
        }
    }));
    private final ScriptedOrigin talksNonsense =
            ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respondOnceThenClose("SSH-2.0-OpenSSH_9.2\r\n")));
    private final List<Case> cases = new ArrayList<>();
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        cases.add(new Case("\0\1\2 garbage \377\r\n\r\n", 400, "The fault is the client's"));
        cases.add(new Case("\26\3\1\2\0\1\0\1\374\3\3 a client hello", 400, "these bytes are TLS"));
        cases.add(new Case("GET http://a/ HTTP/1.1\r\nHost: a\r\nAcc", 400, "before the request head was complete"));
        cases.add(new Case("GET http://a/ HTTP/1.1\r\nX: " + "x".repeat(70_000), 431, "the head is larger"));
        cases.add(new Case("GET http://a/" + "x".repeat(20_000), 414, "the request line is longer"));
        cases.add(new Case("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "the major HTTP version is not 1"));
        cases.add(Case.get("nowhere.invalid", 502, "could not be resolved"));
        cases.add(Case.get("unknown.test", 502, "could not be resolved"));
        cases.add(Case.get("127.0.0.1:" + Nginx.freePort(), 502, "nothing listens on that port"));
        cases.add(Case.get(closesAtOnce.authority(), 502, "closed the connection before it had answered"));
        cases.add(Case.get(resets.authority(), 502, "closed the connection before it had answered"));
        cases.add(Case.get(talksNonsense.authority(), 502, "is not valid HTTP/1"));
        proxy = Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--listen", "dumb=127.0.0.1:0")
                .and("--dns-server", names.authority(), "--request-head-timeout", "500ms", "--drain-timeout", "0")
                .and("--origin-idle-timeout", "1s")
                // What is recorded is bounded: here so that it is full before the heap is looked at.
                .and("--record-exchanges", "100", "--record-connections", "100")
                // Every buffer is watched, but not every access to it as on the level paranoid: that takes minutes.
                .jvm(
                        "-Xmx64m",
                        "-Dio.netty.leakDetection.level=simple",
                        "-Dio.netty.leakDetection.samplingInterval=1"));
    }

    @AfterEach
    void stop() throws Exception {
        // Closing wants nothing on stderr: no leak that Netty found, no exception.
        proxy.close();
        closesAtOnce.close();
        resets.close();
        talksNonsense.close();
        names.close();
    }

    @Test
    void eachIsAnsweredWithAStatusAndASentence() throws Exception {
        for (Case wrong : cases) {
            checkAnswer(wrong);
        }
        assertThat(proxy.awaitLog(cases.size())).extracting(LogLine::outcome).containsOnly("failed");
    }

    @Test
    void aHeadThatStopsHalfWayIsAnswered408() throws Exception {
        try (Socket client = connect("smart")) {
            client.getOutputStream().write("GET http://a/ HTTP/1.1\r\nHos".getBytes(StandardCharsets.US_ASCII));
            assertThat(readAll(client)).startsWith("HTTP/1.1 408 ").contains("did not arrive in time");
        }
    }

    @Test
    void tenThousandOfThemLeaveNoDescriptorAndNoMemoryBehind() throws Exception {
        ProcessFacts facts = new ProcessFacts(proxy);
        send(REQUESTS / 10);
        long heap = facts.liveHeap(); // before the descriptors are counted: asking a JVM opens one in it
        int descriptors = awaitStandstill(facts);
        send(REQUESTS);
        facts.awaitDescriptors(descriptors);
        long grown = facts.liveHeap() - heap;
        System.out.printf(
                "%d bad requests: %d descriptors before and %d after, the heap has grown by %d KiB to %d KiB%n",
                REQUESTS, descriptors, facts.descriptors(), grown / 1024, facts.liveHeap() / 1024);
        assertThat(grown).isLessThan(2 * MEGABYTE);
        // What was lost is found by the garbage collection above, and reported when the next buffer is made.
        send(cases.size());
    }

    private void send(int requests) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                Case wrong = cases.get(i % cases.size());
                // Each kind also comes from clients that do not wait for the answer, and to the dumb proxy.
                Callable<Void> one = switch (i / cases.size() % 4) {
                    case 0 -> () -> sendAndLeave(wrong, "smart");
                    case 1 -> () -> sendAndLeave(wrong, "dumb");
                    default -> () -> checkAnswer(wrong);
                };
                all.add(clients.submit(one));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    private Void checkAnswer(Case wrong) throws IOException {
        try (Socket client = connect("smart")) {
            client.getOutputStream().write(wrong.sent().getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
            assertThat(readAll(client))
                    .startsWith("HTTP/1.1 " + wrong.status() + " ")
                    .contains("Proxy-Status: clearhop-")
                    .contains(wrong.words());
        }
        return null;
    }

    private Void sendAndLeave(Case wrong, String mode) throws IOException {
        try (Socket client = connect(mode)) {
            client.setSoLinger(true, 0);
            client.getOutputStream().write(wrong.sent().getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException refusedAlready) {
            // The answer came before all was sent.
        }
        return null;
    }

    private Socket connect(String mode) throws IOException {
        Socket socket = new Socket();
        socket.connect(proxy.address(mode));
        return socket;
    }

    private static String readAll(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Waits until no more descriptors are closed, and returns how many are open. */
    private static int awaitStandstill(ProcessFacts facts) throws InterruptedException {
        int before = Integer.MAX_VALUE;
        int now = facts.descriptors();
        while (now < before) {
            Thread.sleep(1500);
            before = now;
            now = facts.descriptors();
        }
        return now;
    }

    private static NameServer startNameServer() {
        try {
            return NameServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
