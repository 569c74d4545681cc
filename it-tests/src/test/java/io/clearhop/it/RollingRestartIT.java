package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.it.Balancer.Member;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies behind HAProxy, restarted one after the other while clients send as fast as they can. */
@Timeout(120)
class RollingRestartIT {
    private static final int INSTANCES = 2;
    private static final int SOME = 300;

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @AutoClose
    private Balancer balancer;

    private final List<Member> members = new ArrayList<>();
    private final List<Clearhop> instances = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(Files.createDirectory(directory.resolve("nginx")))
                .file("x", "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < INSTANCES; i++) {
            members.add(new Member("proxy-" + i, Nginx.freePort(), Nginx.freePort(), "send-proxy-v2"));
            instances.add(proxy(members.get(i)));
        }
        balancer = Balancer.start(directory, members);
    }

    @AfterEach
    void stop() throws Exception {
        for (Clearhop instance : instances) {
            instance.close();
        }
    }

    private static Clearhop proxy(Member member) throws Exception {
        return Clearhop.start(ClearhopCommand.of(
                        "--listen",
                        "127.0.0.1:" + member.port() + ",proxy-protocol",
                        "--allow-client",
                        "127.0.0.0/8",
                        "--console",
                        "127.0.0.1:" + member.console(),
                        "--drain-notice",
                        "2s")
                .jvm("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void noExchangeFails() throws Exception {
        try (SteadyLoad load = SteadyLoad.of(balancer.address(), nginx.url("/x"))) {
            load.await(SOME);
            for (int i = 0; i < INSTANCES; i++) {
                int before = load.goodbyes();
                // Waits for the proxy's end, with exit code 0.
                instances.get(i).close();
                assertThat(load.goodbyes()).as("clients that were sent on").isGreaterThan(before);
                load.await(SOME);
                Clearhop next = proxy(members.get(i));
                instances.set(i, next);
                // The other one may go when the balancer knows of this one. The clients stay where they are.
                Await.that("an exchange of the new instance", () -> {
                    RawConnection.succeeds(balancer.address(), nginx.url("/x"));
                    return !next.log().isEmpty();
                });
            }
            load.close();
            System.out.printf(
                    "%d exchanges during %d restarts, %d connections were closed by their last response%n",
                    load.answered(), INSTANCES, load.goodbyes());
            assertThat(load.unanswered()).isEmpty();
            assertThat(load.broken()).isEmpty();
        }
    }

    @Test
    void theBalancerTellsWhoTheClientIs() throws Exception {
        try (RawConnection client = new RawConnection(new InetSocketAddress("127.0.0.9", 0), balancer.address())) {
            client.send(RawConnection.get(nginx.url("/x")));
            assertThat(client.response().status()).isEqualTo(200);
        }
        Await.that(
                "a line of that client",
                () -> instances.stream()
                        .flatMap(instance -> instance.log().stream())
                        .anyMatch(line -> line.contains(" 127.0.0.9:")));
    }
}
