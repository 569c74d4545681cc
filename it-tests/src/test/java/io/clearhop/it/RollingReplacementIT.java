package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PortBinding;
import io.clearhop.it.Balancer.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Two containers behind HAProxy, of which one after the other is replaced by a new one while clients are served. */
@Timeout(120)
class RollingReplacementIT {
    private static final int INSTANCES = 2;
    private static final int SOME = 200;
    private static final int STOP_SECONDS = 30;
    private static final String URL = "http://origin.test/";
    private static final int PROXY = 8080;
    private static final int CONSOLE = 8081;

    @TempDir
    Path directory;

    private final List<GenericContainer<?>> containers = new ArrayList<>();

    @Test
    void noExchangeIsLost() throws Exception {
        DockerClient docker = Engine.require();
        List<Member> members = new ArrayList<>();
        try (Network network = Network.newNetwork()) {
            started(new GenericContainer<>(Engine.image())
                    .withNetwork(network)
                    .withNetworkAliases("origin.test")
                    .withCommand("origin", "--listen", "0.0.0.0:80", "--quiet")
                    .withExposedPorts(80));
            List<GenericContainer<?>> instances = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                members.add(new Member("proxy-" + i, Nginx.freePort(), Nginx.freePort(), ""));
                instances.add(started(proxy(network, members.get(i))));
            }
            try (Balancer balancer = Balancer.start(directory, members);
                    SteadyLoad load = SteadyLoad.of(balancer.address(), URL)) {
                load.await(SOME);
                for (int i = 0; i < INSTANCES; i++) {
                    GenericContainer<?> old = instances.get(i);
                    docker.stopContainerCmd(old.getContainerId())
                            .withTimeout(STOP_SECONDS)
                            .exec();
                    Long code = docker.inspectContainerCmd(old.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong();
                    assertThat(code).as("exit code").isZero();
                    old.stop();
                    load.await(SOME);
                    GenericContainer<?> next = started(proxy(network, members.get(i)));
                    Await.that("an exchange of the new instance", () -> {
                        RawConnection.succeeds(balancer.address(), URL);
                        return next.getLogs().contains(" forwarded ");
                    });
                }
                load.close();
                System.out.printf(
                        "%d exchanges while %d containers were replaced, %d connections were closed by their last"
                                + " response%n",
                        load.answered(), INSTANCES, load.goodbyes());
                assertThat(load.unanswered()).isEmpty();
                assertThat(load.broken()).isEmpty();
            } finally {
                containers.forEach(GenericContainer::stop);
            }
        }
    }

    private GenericContainer<?> started(GenericContainer<?> container) {
        containers.add(container);
        container.start();
        return container;
    }

    private static GenericContainer<?> proxy(Network network, Member member) {
        return new GenericContainer<>(Engine.image())
                .withNetwork(network)
                .withEnv(Map.of(
                        "CLEARHOP_CONSOLE", "0.0.0.0:" + CONSOLE,
                        "CLEARHOP_CONSOLE_TOKEN", "random",
                        "CLEARHOP_DRAIN_NOTICE", "2s"))
                .withExposedPorts(PROXY, CONSOLE)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(
                                PortBinding.parse("127.0.0.1:" + member.port() + ":" + PROXY),
                                PortBinding.parse("127.0.0.1:" + member.console() + ":" + CONSOLE)))
                .waitingFor(Wait.forHttp("/readyz").forPort(CONSOLE));
    }
}
