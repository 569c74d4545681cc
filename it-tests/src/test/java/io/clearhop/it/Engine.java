package io.clearhop.it;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** The container engine, and the image that is tested in it. */
final class Engine {
    private static final String IMAGE = System.getenv().getOrDefault("CLEARHOP_IMAGE", "clearhop");

    private Engine() {}

    /** An engine with the image; the test skips without it. Nothing is pulled or built here. */
    static DockerClient require() {
        boolean named = System.getenv("DOCKER_HOST") != null;
        // Asked first, for without an engine Testcontainers says so at length.
        Tools.require(named || Files.exists(Path.of("/var/run/docker.sock")), "no container engine runs");
        Tools.require(DockerClientFactory.instance().isDockerAvailable(), "the container engine does not answer");
        DockerClient client = DockerClientFactory.lazyClient();
        boolean there = client.listImagesCmd().withImageNameFilter(IMAGE).exec().stream()
                .anyMatch(image -> image.getRepoTags() != null);
        Tools.require(
                there, "the container engine has no image " + IMAGE + "; docker build -t " + IMAGE + " . makes it");
        return client;
    }

    static String image() {
        return IMAGE;
    }

    /** Where published ports are. */
    static String host() {
        return DockerClientFactory.instance().dockerHostIpAddress();
    }
}
