package io.clearhop.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx of our own, on a free port of the loopback interface, with its files in a directory of the test. */
final class Nginx implements AutoCloseable {
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            user root root;
            pid nginx.pid;
            error_log stderr;
            events { worker_connections 4096; }
            http {
              log_format hop '$connection $connection_requests "$request" $status';
              access_log %1$s/access.log hop;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              client_max_body_size 0;
              default_type text/plain;
              types { text/html html; image/svg+xml svg; }
              keepalive_requests 1000000;
              server {
                listen 127.0.0.1:%2$d backlog=4096 %3$s;
                root %1$s/www;
                %4$s
              }
            }
            """;

    private final Path directory;
    private final int port;
    private final Process process;

    private Nginx(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it; it listens when this returns.
     *
     * @param directory of its own
     * @param directives for its server block
     */
    static Nginx start(Path directory, String... directives) throws IOException, InterruptedException {
        return launch(directory, "", directives);
    }

    /** The same with TLS, and a certificate that nobody should trust. */
    static Nginx startTls(Path directory) throws IOException, InterruptedException {
        Ran key = Ran.of(new ProcessBuilder(
                        Tools.find("openssl"),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=origin.test",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "cert.pem")
                .directory(directory.toFile()));
        if (key.code() != 0) {
            throw new AssertionError(key.errors());
        }
        return launch(
                directory,
                "ssl",
                "ssl_certificate " + directory + "/cert.pem;",
                "ssl_certificate_key " + directory + "/key.pem;");
    }

    private static Nginx launch(Path directory, String listen, String... directives)
            throws IOException, InterruptedException {
        String program = Tools.find("nginx");
        int port = freePort();
        Files.createDirectories(directory.resolve("www"));
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(
                configuration,
                CONFIGURATION.formatted(directory.toAbsolutePath(), port, listen, String.join("\n", directives)));
        Process process = new ProcessBuilder(program, "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(directory, port, process);
        nginx.awaitListening();
        return nginx;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 500; attempt++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
        process.destroyForcibly();
        throw new AssertionError("nginx does not listen:\n" + Files.readString(directory.resolve("nginx.log")));
    }

    int port() {
        return port;
    }

    /** The URL of a path that begins with a slash. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Serves a file. */
    Nginx file(String name, byte[] content) throws IOException {
        Files.write(directory.resolve("www").resolve(name), content);
        return this;
    }

    /** A file that it serves, or that it has taken. */
    byte[] file(String name) throws IOException {
        return Files.readAllBytes(directory.resolve("www").resolve(name));
    }

    /** Its access log so far. It writes a line when it has sent the last byte, so one may be missing for a moment. */
    List<Line> log() {
        try {
            return Files.readAllLines(directory.resolve("access.log")).stream()
                    .map(Line::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its access log, once there are this many lines. */
    List<Line> awaitLog(int lines) {
        Await.that(lines + " lines in nginx's log", () -> log().size() >= lines);
        return log();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /**
     * A line of its access log.
     *
     * @param connection number of the connection
     * @param nth which of its requests this is
     */
    record Line(long connection, int nth, String request, int status) {
        static Line parse(String line) {
            String[] words = line.split(" ", 3);
            int quote = words[2].lastIndexOf('"');
            return new Line(
                    Long.parseLong(words[0]),
                    Integer.parseInt(words[1]),
                    words[2].substring(1, quote),
                    Integer.parseInt(words[2].substring(quote + 2)));
        }
    }
}
