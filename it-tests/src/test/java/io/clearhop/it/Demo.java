package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.lifecycle.Startable;

/** The topology of docker-compose.yml, on ports of its own, with origins that are less patient. */
final class Demo implements AutoCloseable {
    /** Images of an origin's page. */
    static final int IMAGES = 12;

    /** Seconds until an origin closes an idle connection. */
    static final int ORIGIN_IDLE = 4;

    /** Seconds until the smart proxy gives up waiting for a response. */
    static final int RESPONSE_HEAD_TIMEOUT = 3;

    static final String CLIENTS = "clients";
    static final String ORIGINS = "origins";

    private static final String PROJECT = "clearhop-it";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Path HOME =
            ClearhopCommand.jar().resolveSibling("../..").normalize();
    private static final File FILE = HOME.resolve("docker-compose.yml").toFile();

    private final DockerClient docker;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Startable compose;

    private Demo(DockerClient docker) throws IOException {
        this.docker = docker;
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("SMART_PORT", "DUMB_PORT", "CHAIN_PORT", "CONSOLE_PORT")) {
            // Not left to the engine, which would choose others at each restart.
            ports.put(name, Nginx.freePort());
            environment.put(name, Integer.toString(ports.get(name)));
        }
        environment.put("CLEARHOP_IMAGE", Engine.image());
        environment.put("CLEARHOP_CONSOLE_TOKEN", TOKEN);
        environment.put("CLEARHOP_RESPONSE_HEAD_TIMEOUT", RESPONSE_HEAD_TIMEOUT + "s");
        environment.put("ORIGIN_IDLE", ORIGIN_IDLE + "s");
        compose = compose(environment);
    }

    @SuppressWarnings("resource")
    private static Startable compose(Map<String, String> environment) {
        if (Tools.isInstalled("docker-compose")) {
            return new DockerComposeContainer<>(PROJECT, FILE)
                    .withEnv(environment)
                    .withPull(false);
        }
        return new ComposeContainer(PROJECT, FILE).withEnv(environment).withPull(false);
    }

    /** Starts it; the test skips where it can't be. */
    static Demo start() throws IOException {
        Demo demo = new Demo(Engine.require());
        demo.compose.start();
        return demo;
    }

    /** The file for browsers, with another address in place of the smart proxy's. */
    static String pac(String authority) throws IOException {
        String file = Files.readString(HOME.resolve("config/demo.pac"));
        assertThat(file).contains("PROXY 127.0.0.1:8080");
        return file.replace("127.0.0.1:8080", authority);
    }

    InetSocketAddress smart() {
        return at("SMART_PORT");
    }

    InetSocketAddress dumb() {
        return at("DUMB_PORT");
    }

    InetSocketAddress chain() {
        return at("CHAIN_PORT");
    }

    private InetSocketAddress at(String port) {
        return new InetSocketAddress(Engine.host(), ports.get(port));
    }

    /** What the console answers to somebody who shows the token. */
    String console(String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + Engine.host() + ":" + ports.get("CONSOLE_PORT") + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The container of a service. */
    Container container(String service) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.service", service))
                .exec()
                .stream()
                .filter(each -> project(each).startsWith(PROJECT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the demo has no container for " + service));
    }

    private static String project(Container container) {
        return String.valueOf(container.getLabels().get("com.docker.compose.project"));
    }

    /** A network by its name in the file. */
    String network(String name) {
        return project(container("proxy")) + "_" + name;
    }

    @Override
    public void close() {
        compose.stop();
    }
}
