package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files for Kubernetes, by the published schemas of its API, as its Java client has them. */
@Timeout(60)
class KubernetesFilesIT {
    private static final Path DIRECTORY = ClearhopCommand.jar()
            .resolveSibling(Path.of("..", "..", "config", "kubernetes"))
            .normalize();

    /** What differs from one machine to the next is not of the files. */
    private static final Map<String, String> HERE = Map.of(
            "CLEARHOP_LISTEN", "127.0.0.1:0",
            "CLEARHOP_CONSOLE", "127.0.0.1:0",
            "CLEARHOP_DRAIN_NOTICE", "0",
            "CLEARHOP_CONSOLE_TOKEN", "0123456789abcdef");

    static Stream<JsonObject> objects() throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                LoaderOptions strict = new LoaderOptions();
                strict.setAllowDuplicateKeys(false);
                try (Reader text = Files.newBufferedReader(file)) {
                    for (Object each : new Yaml(new SafeConstructor(strict)).loadAll(text)) {
                        objects.add(
                                JsonParser.parseString(new Gson().toJson(each)).getAsJsonObject());
                    }
                }
            }
        }
        return objects.stream();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void eachObjectHasTheFieldsThatItsKindHas(JsonObject object) throws Throwable {
        String version = object.get("apiVersion").getAsString().replaceFirst(".*/", "");
        String type = version.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + version.substring(1)
                + object.get("kind").getAsString();
        try {
            Class.forName("io.kubernetes.client.openapi.models." + type)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, object);
        } catch (InvocationTargetException invalid) {
            throw invalid.getCause();
        }
    }

    @Test
    void allSelectTheSamePods() throws IOException {
        String label = "\"app.kubernetes.io/name\":\"clearhop\"";
        assertThat(objects())
                .hasSize(5)
                .allSatisfy(object -> assertThat(object.toString()).contains(label));
    }

    @Test
    void theSettingsOfTheDeploymentStartAProxyThatStopsInItsTime() throws Exception {
        JsonObject pod = objects()
                .filter(object -> object.get("kind").getAsString().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec");
        ClearhopCommand command = ClearhopCommand.of();
        for (JsonElement each :
                pod.getAsJsonArray("containers").get(0).getAsJsonObject().getAsJsonArray("env")) {
            JsonObject variable = each.getAsJsonObject();
            String name = variable.get("name").getAsString();
            command.environment(
                    name,
                    HERE.containsKey(name)
                            ? HERE.get(name)
                            : variable.get("value").getAsString());
        }
        assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThan(5 + 10 + 30);
        try (Clearhop proxy = Clearhop.start(command)) {
            assertThat(proxy.console()).endsWith("?token=TOKEN");
        }
    }
}
