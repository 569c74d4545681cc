package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Java's own client and Java's own server, with the proxy between them. */
@Timeout(60)
class JavaClientIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer origin;
    private Clearhop proxy;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.setExecutor(threads);
        origin.createContext("/", exchange -> {
            byte[] content = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        origin.start();
        proxy = Clearhop.smart();
        // Not told to speak HTTP/1.1: it offers h2c with each request, which is a matter of this hop alone.
        client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(proxy.address()))
                .executor(threads)
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        origin.stop(0);
        threads.shutdownNow();
        proxy.close();
    }

    @Test
    void manyRequestsOneAfterTheOtherTakeOneConnectionOfEachHop() throws Exception {
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> response = client.send(request().build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
        List<LogLine> log = proxy.awaitLog(200);
        assertThat(log).extracting(LogLine::client).containsOnly(log.get(0).client());
        assertThat(log.get(199).nthOfClient()).isEqualTo(200);
        assertThat(log.get(199).nthOfOrigin()).isEqualTo(200);
    }

    @Test
    void manyRequestsAtOnceAreAllAnsweredWithTheirOwnContent() {
        List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            responses.add(client.sendAsync(
                    request().POST(BodyPublishers.ofByteArray(content(i))).build(), BodyHandlers.ofByteArray()));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(responses.get(i).join().body()).isEqualTo(content(i));
        }
    }

    @Test
    void itUploadsWithALengthAndInChunksAndWithExpectContinue() throws Exception {
        byte[] content = content(5_000_000);
        List<HttpRequest.BodyPublisher> framings = List.of(
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));
        for (HttpRequest.BodyPublisher framing : framings) {
            for (boolean expect : new boolean[] {false, true}) {
                HttpRequest upload =
                        request().expectContinue(expect).POST(framing).build();
                assertThat(client.send(upload, BodyHandlers.ofByteArray()).body())
                        .isEqualTo(content);
            }
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + origin.getAddress().getPort() + "/"))
                .timeout(Duration.ofSeconds(20));
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
