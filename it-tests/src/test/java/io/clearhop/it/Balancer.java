package io.clearhop.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HAProxy as a balancer of TCP connections before some proxies, whose consoles it asks whether they are ready. */
final class Balancer implements AutoCloseable {
    private static final String CONFIGURATION = """
            global
              maxconn 1000
            defaults
              mode tcp
              retries 3
              option redispatch
              timeout connect 5s
              timeout client 1m
              timeout server 1m
              timeout check 2s
            listen proxies
              bind 127.0.0.1:%d
              balance roundrobin
              option httpchk GET /readyz
            """;

    /**
     * A proxy.
     *
     * @param port of this machine where it listens
     * @param console port of this machine where its console listens
     * @param options for its line, such as {@code send-proxy-v2}
     */
    record Member(String name, int port, int console, String options) {
        private String line() {
            return "  server %s 127.0.0.1:%d check port %d inter 200ms fastinter 50ms fall 2 rise 1 %s%n"
                    .formatted(name, port, console, options);
        }
    }

    private final int port;
    private final Process process;

    private Balancer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it; it listens when this returns. */
    static Balancer start(Path directory, List<Member> members) throws IOException, InterruptedException {
        String program = Tools.find("haproxy");
        int port = Nginx.freePort();
        Path file = directory.resolve("haproxy.cfg");
        StringBuilder text = new StringBuilder(CONFIGURATION.formatted(port));
        members.forEach(member -> text.append(member.line()));
        Files.writeString(file, text);
        Process process = new ProcessBuilder(program, "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        Balancer balancer = new Balancer(port, process);
        Await.that("HAProxy listens", balancer::listens);
        return balancer;
    }

    private boolean listens() {
        try (Socket connected = new Socket()) {
            connected.connect(address());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
