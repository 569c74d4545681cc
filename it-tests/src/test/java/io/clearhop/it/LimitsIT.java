package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is short is shared so that those who are served can be served on: file descriptors and memory. */
@Timeout(120)
class LimitsIT {
    private static final int LONG = 50 * 1024 * 1024;
    private static final int SLOW_CLIENTS = 120;
    private static final int SLOW_HEADS = 1500;

    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void withFewDescriptorsAcceptingPausesAndGoesOn() throws Exception {
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                Clearhop proxy = Clearhop.start(
                        ClearhopCommand.of("--listen", "smart=127.0.0.1:0").withOpenFiles(64))) {
            proxy.maySay("accepting");
            ProcessFacts facts = new ProcessFacts(proxy);
            for (int i = 0; i < 60; i++) {
                connect(proxy);
            }
            proxy.awaitWord("accepting pauses");
            // Those that were accepted are served, for which connections to the origin are needed.
            for (Socket client : clients.subList(0, 10)) {
                assertThat(ask(client, origin.url())).startsWith("HTTP/1.1 204");
            }
            long before = facts.cpuTicks();
            // The last ones wait, and cost nothing.
            Socket last = clients.get(59);
            last.setSoTimeout(1000);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> ask(last, origin.url()))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(facts.cpuTicks() - before)
                    .as("ticks of 10 ms in a second")
                    .isLessThan(50);
            for (Socket client : clients.subList(0, 59)) {
                client.close();
            }
            proxy.awaitWord("accepting goes on");
            last.setSoTimeout(10_000);
            assertThat(firstLine(last)).startsWith("HTTP/1.1 204");
            assertThat(proxy.stderr().stream().filter(line -> line.contains("accepting pauses")))
                    .as("it is said once")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    /**
     * 32 MiB of memory, and clients that never read what would take hundreds. The kernel keeps some 7 MiB for each of them: with
     * more it comes near net.ipv4.tcp_mem, beyond which it drops segments and resets connections of anybody.
     */
    @Test
    void clientsThatDoNotReadTakeNoMemoryFromTheOthers() throws Exception {
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    int length = exchange.getRequestURI().getPath().equals("/long") ? LONG : 5;
                    exchange.sendResponseHeaders(200, length);
                    for (int sent = 0; sent < length; sent += Math.min(length, 64 * 1024)) {
                        exchange.getResponseBody().write(new byte[Math.min(length, 64 * 1024)]);
                    }
                    exchange.close();
                });
                Clearhop proxy = Clearhop.start(ClearhopCommand.of(
                                "--listen",
                                "smart=127.0.0.1:0",
                                "--origin-max-connections",
                                "2000",
                                "--drain-timeout",
                                "0",
                                "--access-log",
                                "off")
                        .jvm("-Xmx32m"))) {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                request(connect(proxy), origin.url() + "long");
            }
            for (Socket client : clients) {
                assertIsOk(client);
            }
            for (int i = 0; i < 100; i++) {
                try (Socket other =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
                    other.setSoTimeout(20_000);
                    request(other, origin.url());
                    assertIsOk(other);
                }
            }
            // And they get what they asked for, when they want it.
            InputStream in = clients.get(SLOW_CLIENTS - 1).getInputStream();
            assertThat(in.readNBytes(LONG)).hasSize(LONG);
            assertThat(proxy.stderr()).isEqualTo(proxy.startLines());
        }
    }

    /** Clients that send nearly all of a head and then nothing: together more than the memory of the proxy. */
    @Test
    void headsInPartsTakeNoMemoryFromTheOthers() throws Exception {
        byte[] part = ("GET http://o.test/ HTTP/1.1\r\nHost: o.test\r\nX: " + "x".repeat(60 * 1024))
                .getBytes(StandardCharsets.ISO_8859_1);
        try (JavaOrigin origin = JavaOrigin.start(exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                Clearhop proxy =
                        Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--access-log", "off")
                                .jvm("-Xmx64m"))) {
            for (int i = 0; i < SLOW_HEADS; i++) {
                connect(proxy).getOutputStream().write(part);
                if (i % 15 == 0) {
                    try (Socket other = new Socket(
                            proxy.address().getAddress(), proxy.address().getPort())) {
                        other.setSoTimeout(20_000);
                        assertThat(ask(other, origin.url())).startsWith("HTTP/1.1 204");
                    }
                }
            }
            assertThat(firstLine(clients.get(SLOW_HEADS - 1))).startsWith("HTTP/1.1 503");
            assertThat(proxy.stderr()).isEqualTo(proxy.startLines());
        }
    }

    private Socket connect(Clearhop proxy) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(64 * 1024);
        client.connect(proxy.address());
        client.setSoTimeout(20_000);
        clients.add(client);
        return client;
    }

    private static String ask(Socket client, String url) throws IOException {
        request(client, url);
        return firstLine(client);
    }

    /** Shows all of an answer that is another one. */
    private static void assertIsOk(Socket client) throws IOException {
        String line = firstLine(client);
        if (!line.equals("HTTP/1.1 200 OK")) {
            String rest = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            throw new AssertionError("the answer is not 200:\n" + line + "\n" + rest);
        }
    }

    private static void request(Socket client, String url) throws IOException {
        String host = url.split("/", -1)[2];
        String head = "GET " + url + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The first line of a response, and nothing behind it. */
    private static String firstLine(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = client.getInputStream();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
