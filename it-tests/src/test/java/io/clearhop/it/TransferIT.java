package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long, slow and endless content through a proxy with little memory. */
@Timeout(60)
class TransferIT {
    private static final long LONG = 2L << 30;
    private static final long MEGABYTE = 1 << 20;
    /** Heap and direct buffers of 64 MiB each at most, and what a JVM needs for itself. */
    private static final long MOST_MEMORY = 256 * MEGABYTE;

    @AutoClose
    private Clearhop proxy;

    private ProcessFacts facts;

    @BeforeEach
    void start() throws Exception {
        proxy = Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--listen", "dumb=127.0.0.1:0")
                .jvm("-Xmx64m"));
        facts = new ProcessFacts(proxy);
    }

    @Test
    void aDownloadOfTwoGigabytesArrivesByteForByte() throws Exception {
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
            exchange.sendResponseHeaders(200, LONG);
            new LongContent().send(LONG, exchange.getResponseBody());
            exchange.close();
        })) {
            long begin = System.nanoTime();
            Process curl = Curl.builder("-x", proxy.url(), origin.url()).start();
            LongContent got = new LongContent();
            got.check(curl.getInputStream());
            assertThat(got.passed()).isEqualTo(LONG);
            assertThat(Ran.end(curl).code()).isZero();
            report("download", begin);
        }
    }

    @Test
    void anUploadOfTwoGigabytesArrivesByteForByte() throws Exception {
        LongContent got = new LongContent();
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
            got.check(exchange.getRequestBody());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        })) {
            long begin = System.nanoTime();
            Process curl = Curl.builder("-f", "-x", proxy.url(), "-T", "-", "-H", "Expect:", origin.url())
                    .start();
            try (OutputStream content = curl.getOutputStream()) {
                new LongContent().send(LONG, content);
            }
            Ran ran = Ran.end(curl);
            assertThat(ran.code()).as(ran.errors()).isZero();
            assertThat(got.passed()).isEqualTo(LONG);
            report("upload", begin);
        }
    }

    private void report(String what, long begin) throws Exception {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "2 GiB %s: %.1f s, the proxy's memory at its peak: %d MiB%n",
                what, seconds, facts.peakMemory() / MEGABYTE);
        assertThat(facts.peakMemory()).isLessThan(MOST_MEMORY);
    }

    @Test
    void serverSentEventsArriveOneByOneAsTheyAreSent() throws Exception {
        BlockingQueue<String> permits = new LinkedBlockingQueue<>();
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream events = exchange.getResponseBody()) {
                for (int i = 1; i <= 5; i++) {
                    permits.take();
                    events.write(("data: " + i + "\n\n").getBytes(StandardCharsets.US_ASCII));
                    events.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            Process curl = Curl.builder("-N", "-x", proxy.url(), origin.url()).start();
            try (BufferedReader events = curl.inputReader()) {
                for (int i = 1; i <= 5; i++) {
                    // The origin sends no event before the one before it has arrived: a buffer would wait for ever.
                    permits.add("go on");
                    assertThat(events.readLine()).isEqualTo("data: " + i);
                    assertThat(events.readLine()).isEmpty();
                }
                assertThat(events.readLine()).isNull();
            }
            assertThat(Ran.end(curl).code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "dumb"})
    void aClientThatDoesNotReadHoldsTheOriginBack(String mode) throws Exception {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] noise = new byte[64 * 1024];
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (true) {
                            out.write(noise);
                            sent.addAndGet(noise.length);
                        }
                    } finally {
                        over.complete(null);
                    }
                });
                Socket client = connect(mode)) {
            client.getOutputStream().write(request("GET " + origin.url()));
            long held = awaitStandstill(sent);
            System.out.println(
                    "a " + mode + " proxy's client reads nothing: the origin could send " + held / MEGABYTE + " MiB");
            assertThat(held).as("what sockets and proxy hold").isLessThan(32 * MEGABYTE);
            assertThat(facts.peakMemory()).isLessThan(MOST_MEMORY);
            client.close();
            over.get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "dumb"})
    void anOriginThatDoesNotReadHoldsTheClientBack(String mode) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (ServerSocket origin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = connect(mode)) {
            OutputStream out = client.getOutputStream();
            out.write(request("PUT http://127.0.0.1:" + origin.getLocalPort() + "/", "Content-Length: " + LONG));
            Thread sender = new Thread(() -> sendUntilClosed(out, sent));
            sender.start();
            try (Socket accepted = origin.accept()) {
                long held = awaitStandstill(sent);
                System.out.println("a " + mode + " proxy's origin reads nothing: the client could send "
                        + held / MEGABYTE + " MiB");
                assertThat(accepted.isConnected()).isTrue();
                assertThat(held).as("what sockets and proxy hold").isLessThan(32 * MEGABYTE);
                assertThat(facts.peakMemory()).isLessThan(MOST_MEMORY);
            }
            client.close();
            sender.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "dumb"})
    void aTunnelDeliversItsLastBytesEvenIfTheOtherDirectionEndedLongBefore(String mode) throws Exception {
        // More than fits between proxy and origin, less than fits between client and proxy as well.
        long length = 5 * MEGABYTE;
        try (ServerSocket origin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = connect(mode)) {
            origin.setReceiveBufferSize(64 * 1024);
            client.getOutputStream().write(request("CONNECT 127.0.0.1:" + origin.getLocalPort()));
            try (Socket accepted = origin.accept()) {
                accepted.shutdownOutput();
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200 ");
                Thread sender = new Thread(() -> sendAndHalfClose(client, length));
                sender.start();
                LongContent got = new LongContent();
                InputStream in = accepted.getInputStream();
                sender.join();
                Thread.sleep(300); // so that the client's end is at the proxy while much is still on its way
                got.check(in);
                assertThat(got.passed()).isEqualTo(length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "dumb"})
    void aClientThatHasClosedItsSideStillGetsALongResponse(String mode) throws Exception {
        long length = 20 * MEGABYTE;
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    exchange.sendResponseHeaders(200, length);
                    new LongContent().send(length, exchange.getResponseBody());
                    exchange.close();
                });
                Socket client = connect(mode)) {
            client.getOutputStream().write(request("GET " + origin.url()));
            client.shutdownOutput();
            Thread.sleep(300); // so that the proxy has to wait for this client
            InputStream in = client.getInputStream();
            String head = head(in);
            assertThat(head).startsWith("HTTP/1.1 200 ");
            LongContent got = new LongContent();
            got.check(in);
            assertThat(got.passed()).isEqualTo(length);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private Socket connect(String mode) throws Exception {
        Socket socket = new Socket();
        socket.connect(proxy.address(mode));
        return socket;
    }

    private static byte[] request(String methodAndTarget, String... fields) {
        String all = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return (methodAndTarget + " HTTP/1.1\r\nHost: " + methodAndTarget.replaceAll(".* (http://)?|/$", "") + "\r\n"
                        + all + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void sendUntilClosed(OutputStream out, AtomicLong sent) {
        byte[] noise = new byte[64 * 1024];
        try {
            while (true) {
                out.write(noise);
                sent.addAndGet(noise.length);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void sendAndHalfClose(Socket client, long length) {
        try {
            new LongContent().send(length, client.getOutputStream());
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until no more is sent, and returns how much was. */
    private static long awaitStandstill(AtomicLong sent) throws InterruptedException {
        long before = -1;
        long now = sent.get();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while ((now != before || now == 0) && System.nanoTime() < end) {
            Thread.sleep(400);
            before = now;
            now = sent.get();
        }
        return now;
    }
}
