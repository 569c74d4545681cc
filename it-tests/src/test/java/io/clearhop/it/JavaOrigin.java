package io.clearhop.it;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Java's own HTTP server as an origin. */
final class JavaOrigin implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private JavaOrigin(HttpServer server) {
        this.server = server;
    }

    static JavaOrigin start(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        JavaOrigin origin = new JavaOrigin(server);
        server.setExecutor(origin.threads);
        server.createContext("/", handler);
        server.start();
        return origin;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
