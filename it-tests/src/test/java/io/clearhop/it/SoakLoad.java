package io.clearhop.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import io.clearhop.it.RawConnection.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/**
 * Clients of every kind at once, each as fast as it can, against one proxy and one origin. Every content is checked at the
 * end that receives it. It ends by itself.
 */
final class SoakLoad implements AutoCloseable {
    private static final int MOST_FAULTS = 20;

    /** One round of a kind of client, on its connection, which it may close: then the next round gets a new one. */
    private interface Round {
        boolean run(RawConnection connection, Random random) throws IOException;
    }

    private final InetSocketAddress proxy;
    private final JavaOrigin origin;
    private final ServerSocket echo;
    private final String authority;
    private final byte[] noise = new byte[4 << 20];
    private final Map<String, AtomicLong> rounds = new ConcurrentSkipListMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    SoakLoad(InetSocketAddress proxy) throws IOException {
        this.proxy = proxy;
        new Random(1).nextBytes(noise);
        origin = JavaOrigin.start(this::serve);
        authority = origin.url().replaceAll("http://|/$", "");
        echo = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon("echo", this::acceptTunnels);
    }

    /** Runs for so long and returns what went wrong. */
    List<String> run(long seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000;
        List<Thread> clients = List.of(
                client("keep-alive", end, this::keepAlive),
                client("keep-alive", end, this::keepAlive),
                client("close", end, this::close),
                client("pipelined", end, this::pipelined),
                client("upload", end, this::upload),
                client("download", end, this::download),
                client("tunnel", end, this::tunnel),
                client("aborted download", end, this::abortedDownload),
                client("aborted upload", end, this::abortedUpload),
                client("bad request", end, this::badRequest),
                client("no origin", end, this::noOrigin));
        for (Thread client : clients) {
            client.join();
        }
        return List.copyOf(faults);
    }

    /** How many rounds of each kind were made. */
    Map<String, AtomicLong> rounds() {
        return rounds;
    }

    // The clients.

    private Thread client(String kind, long end, Round round) {
        AtomicLong count = rounds.computeIfAbsent(kind, k -> new AtomicLong());
        return daemon(kind, () -> {
            Random random = new Random(kind.hashCode() ^ Thread.currentThread().getId());
            RawConnection connection = null;
            while (System.nanoTime() < end && faults.size() < MOST_FAULTS) {
                try {
                    connection = connection == null ? new RawConnection(proxy) : connection;
                    if (!round.run(connection, random)) {
                        connection.close();
                        connection = null;
                    }
                    count.incrementAndGet();
                } catch (IOException | RuntimeException e) {
                    faults.add(kind + ", round " + count + ": " + e);
                    connection = null;
                }
            }
            if (connection != null) {
                connection.close();
            }
        });
    }

    private boolean keepAlive(RawConnection connection, Random random) throws IOException {
        connection.send(get(random.nextInt(2_000), ""));
        checkContent(connection.response());
        return true;
    }

    private boolean close(RawConnection connection, Random random) throws IOException {
        connection.send(get(random.nextInt(2_000), "Connection: close\r\n"));
        checkContent(connection.response());
        return false;
    }

    private boolean pipelined(RawConnection connection, Random random) throws IOException {
        int count = 1 + random.nextInt(16);
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < count; i++) {
            requests.append(get(random.nextInt(3_000), ""));
        }
        connection.send(requests.toString());
        for (int i = 0; i < count; i++) {
            checkContent(connection.response());
        }
        return true;
    }

    private boolean download(RawConnection connection, Random random) throws IOException {
        connection.send(get(random.nextInt(noise.length), ""));
        checkContent(connection.response());
        return true;
    }

    private boolean upload(RawConnection connection, Random random) throws IOException {
        int length = random.nextInt(400_000);
        if (random.nextBoolean()) {
            connection.send(post("Content-Length: " + length));
            connection.send(Arrays.copyOf(noise, length));
        } else {
            connection.send(post("Transfer-Encoding: chunked"));
            for (int from = 0; from < length; from += 10_000) {
                int to = Math.min(length, from + 10_000);
                connection.send(Integer.toHexString(to - from) + "\r\n");
                connection.send(Arrays.copyOfRange(noise, from, to));
                connection.send("\r\n");
            }
            connection.send("0\r\n\r\n");
        }
        Response response = connection.response();
        check(response, 200);
        String sum = new String(response.content(), ISO_8859_1);
        if (!sum.equals(length + " " + crc(noise, length))) {
            throw new IllegalStateException("an upload of " + length + " bytes arrived as " + sum);
        }
        return true;
    }

    private boolean tunnel(RawConnection connection, Random random) throws IOException {
        String to = "127.0.0.1:" + echo.getLocalPort();
        connection.send("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n\r\n");
        if (!connection.head().startsWith("HTTP/1.1 200 ")) {
            throw new IllegalStateException("no tunnel");
        }
        for (int i = random.nextInt(20); i >= 0; i--) {
            byte[] sent = Arrays.copyOf(noise, 1 + random.nextInt(30_000));
            connection.send(sent);
            if (!Arrays.equals(connection.bytes(sent.length), sent)) {
                throw new IllegalStateException("a tunnel changed a byte");
            }
        }
        return false;
    }

    private boolean abortedDownload(RawConnection connection, Random random) throws IOException {
        connection.send(get(noise.length, ""));
        connection.bytes(1 + random.nextInt(100_000));
        leave(connection, random);
        return false;
    }

    private boolean abortedUpload(RawConnection connection, Random random) throws IOException {
        connection.send(post("Content-Length: 1000000"));
        connection.send(Arrays.copyOf(noise, random.nextInt(100_000)));
        leave(connection, random);
        return false;
    }

    /** Leaves without a word, in one way or the other; and who comes next is served. */
    private void leave(RawConnection connection, Random random) throws IOException {
        if (random.nextBoolean()) {
            connection.reset();
        } else {
            connection.close();
        }
        try (RawConnection next = new RawConnection(proxy)) {
            close(next, random);
        }
    }

    private boolean badRequest(RawConnection connection, Random random) throws IOException {
        connection.send("GET http://" + authority + "/ HTTP/1.1\r\nHost : x\r\n\r\n");
        check(connection.response(), 400);
        return false;
    }

    private boolean noOrigin(RawConnection connection, Random random) throws IOException {
        connection.send("GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n");
        check(connection.response(), 502);
        return true;
    }

    private String get(int length, String field) {
        return "GET http://" + authority + "/" + length + " HTTP/1.1\r\nHost: " + authority + "\r\n" + field + "\r\n";
    }

    private String post(String framing) {
        return "POST http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n" + framing + "\r\n\r\n";
    }

    private void checkContent(Response response) {
        check(response, 200);
        byte[] content = response.content();
        boolean said = response.head().toLowerCase(Locale.ROOT).contains("x-length: " + content.length + "\r\n");
        if (!said || Arrays.mismatch(content, 0, content.length, noise, 0, content.length) >= 0) {
            throw new IllegalStateException("wrong content of " + content.length + " bytes for " + response.head());
        }
    }

    private static void check(Response response, int status) {
        if (response.status() != status) {
            throw new IllegalStateException(response.head() + new String(response.content(), ISO_8859_1));
        }
    }

    // The origin.

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            byte[] got = exchange.getRequestBody().readAllBytes();
            byte[] sum = (got.length + " " + crc(got, got.length)).getBytes(ISO_8859_1);
            exchange.sendResponseHeaders(200, sum.length);
            exchange.getResponseBody().write(sum);
        } else {
            int length = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().set("X-Length", Integer.toString(length));
            boolean chunked = length % 2 == 0;
            exchange.sendResponseHeaders(200, chunked ? 0 : length);
            exchange.getResponseBody().write(noise, 0, length);
        }
        exchange.close();
    }

    private static long crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    private void acceptTunnels() throws IOException {
        while (true) {
            Socket accepted = echo.accept();
            daemon("tunnel's end", () -> {
                try (accepted) {
                    accepted.getInputStream().transferTo(accepted.getOutputStream());
                }
            });
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static Thread daemon(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // The other end is gone, or the load is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        echo.close();
        origin.close();
    }
}
