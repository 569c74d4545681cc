package io.clearhop.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clearhop.config.ListenMode;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.relay.BlindRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/architecture.md says of the packages holds. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.clearhop");

    /** Package, and what it may import of the project. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("http", List.of()),
            Map.entry("loop", List.of()),
            Map.entry("kernel", List.of()),
            Map.entry("forward", List.of("http")),
            Map.entry("observe", List.of("http", "forward")),
            Map.entry("log", List.of("http", "observe")),
            Map.entry("metrics", List.of("http", "forward", "observe")),
            Map.entry("record", List.of("http", "forward", "observe")),
            Map.entry("pac", List.of("access", "config")),
            Map.entry("console", List.of("http", "access", "config", "kernel", "pac", "record")),
            Map.entry("access", List.of("http")),
            Map.entry("config", List.of("http", "access")),
            Map.entry("exchange", List.of("http", "access", "forward", "observe", "loop")),
            Map.entry("origin", List.of("http", "access", "forward", "observe", "loop", "exchange", "config")),
            Map.entry("relay", List.of("http", "access", "forward", "observe", "loop", "exchange", "origin")),
            Map.entry("client", List.of("http", "access", "forward", "observe", "loop", "exchange", "origin", "relay")),
            Map.entry(
                    "server",
                    List.of(
                            "http",
                            "access",
                            "kernel",
                            "forward",
                            "observe",
                            "log",
                            "metrics",
                            "record",
                            "console",
                            "loop",
                            "exchange",
                            "origin",
                            "relay",
                            "client",
                            "config")),
            Map.entry("lab", List.of("http", "kernel", "forward", "observe", "record", "console", "config", "server")),
            Map.entry("cli", List.of("http", "access", "kernel", "config", "observe", "server", "lab", "console", "pac")));

    static Stream<String> packages() {
        return IMPORTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsRunOneWay(String name) {
        String[] forbidden = IMPORTS.keySet().stream()
                .filter(other -> !other.equals(name) && !IMPORTS.get(name).contains(other))
                .map(ArchitectureTest::packageName)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(packageName(name)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .check(CLASSES);
    }

    private static String packageName(String name) {
        return "io.clearhop." + name + "..";
    }

    @Test
    void theScriptedPeersUseNothingOfTheProxy() {
        noClasses()
                .that(resideInAPackage("io.clearhop.lab"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are the proxy's",
                        c -> c.getPackageName().startsWith("io.clearhop.")
                                && !c.getPackageName().equals("io.clearhop.lab")))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        List<String> unknown = CLASSES.stream()
                .map(c -> c.getPackageName().substring("io.clearhop.".length()).split("\\.", -1)[0])
                .filter(name -> !IMPORTS.containsKey(name))
                .distinct()
                .toList();
        org.assertj.core.api.Assertions.assertThat(unknown).isEmpty();
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.clearhop.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRulesKnowNoChannel() {
        noClasses()
                .that(resideInAnyPackage(packageName("http"), packageName("forward"), packageName("access")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty.channel.."))
                .check(CLASSES);
    }

    @Test
    void whatLivesOnOneEventLoopNeedsNoLocksOrAtomics() {
        String[] confined = Stream.of("client", "exchange", "origin", "relay", "loop")
                .map(ArchitectureTest::packageName)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAnyPackage(confined))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.concurrent.atomic..", "java.util.concurrent.locks.."))
                .check(CLASSES);
        fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(confined))
                .should()
                .notHaveModifier(JavaModifier.VOLATILE)
                .check(CLASSES);
    }

    @Test
    void onlyTheListedClassesEmitEvents() {
        List<String> emitters = List.of(
                "Exchange",
                "InFlight",
                "ClientConnection",
                "ClientWriter",
                "OriginConnection",
                "OriginSource",
                "OriginEvents",
                "BlindClient",
                "ObserverThread");
        noClasses()
                .that(DescribedPredicate.describe(
                        "are not listed as emitters",
                        c -> emitters.stream()
                                .noneMatch(e -> Arrays.asList(c.getName().split("[.$]", -1))
                                        .contains(e))))
                .should()
                .callMethod(ProxyEvents.class, "emit", io.clearhop.observe.ProxyEvent.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheServerMapsAModeToAPipeline() {
        noClasses()
                .that(resideInAnyPackage(
                        packageName("client"), packageName("exchange"), packageName("origin"), packageName("relay")))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are the mode", c -> c.isEquivalentTo(ListenMode.class)))
                .check(CLASSES);
        noClasses()
                .that(DescribedPredicate.describe(
                        "are outside of server and relay",
                        c -> !c.getPackageName().equals("io.clearhop.server")
                                && !c.getPackageName().equals("io.clearhop.relay")))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are the blind relay", c -> c.isEquivalentTo(BlindRequest.class)))
                .check(CLASSES);
    }
}
