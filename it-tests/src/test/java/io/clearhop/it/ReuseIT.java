package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The origin's own log says which connections it was asked on. */
@Timeout(60)
class ReuseIT {
    private static final int CLIENTS = 10;
    private static final int REQUESTS = 100;

    @TempDir
    Path directory;

    @Test
    void aHundredRequestsOfTenClientsOneAfterTheOtherTakeOneOriginConnection() throws Exception {
        try (Nginx nginx = Nginx.start(directory).file("x", content());
                Clearhop proxy = Clearhop.smart("--event-loops", "1")) {
            for (int client = 0; client < CLIENTS; client++) {
                assertThat(tenRequests(proxy, nginx).code()).isZero();
            }
            List<Nginx.Line> log = nginx.awaitLog(REQUESTS);
            assertThat(log)
                    .extracting(Nginx.Line::connection)
                    .containsOnly(log.get(0).connection());
            assertThat(log)
                    .extracting(Nginx.Line::nth)
                    .isEqualTo(IntStream.rangeClosed(1, REQUESTS).boxed().toList());
            assertThat(proxy.awaitLog(REQUESTS)).extracting(LogLine::client).hasSize(REQUESTS);
        }
    }

    @Test
    void aHundredRequestsOfTenClientsAtOnceTakeNoMoreOriginConnectionsThanClients() throws Exception {
        try (Nginx nginx = Nginx.start(directory).file("x", content());
                Clearhop proxy = Clearhop.smart()) {
            List<Process> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(
                        Curl.builder("-x", proxy.url(), nginx.url("/x?[1-10]")).start());
            }
            for (Process client : clients) {
                assertThat(Ran.end(client).text()).isEqualTo("content".repeat(REQUESTS / CLIENTS));
            }
            List<Nginx.Line> log = nginx.awaitLog(REQUESTS);
            assertThat(log).hasSize(REQUESTS).allMatch(line -> line.status() == 200);
            var byConnection =
                    log.stream().collect(Collectors.groupingBy(Nginx.Line::connection, Collectors.counting()));
            System.out.println("100 requests of 10 clients at once: " + byConnection.size()
                    + " origin connections, requests on each: " + byConnection.values());
            assertThat(byConnection).hasSizeLessThanOrEqualTo(CLIENTS);
        }
    }

    private static byte[] content() {
        return "content".getBytes(StandardCharsets.US_ASCII);
    }

    private static Ran tenRequests(Clearhop proxy, Nginx nginx) throws Exception {
        return Curl.run("-x", proxy.url(), nginx.url("/x?[1-10]"));
    }
}
