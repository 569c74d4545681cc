package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.status.Status;
import io.clearhop.log.DefaultLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedFilesTest {
    private static final Path SAMPLES = Path.of("..", "config");

    @Test
    void thePrintedFileChangesNothing() throws BadConfiguration {
        assertThat(read(DefaultConfigFile.text())).isEqualTo(ProxyConfig.DEFAULTS);
    }

    @Test
    void theDefaultsInThePrintedFileAreTheDefaults() throws BadConfiguration {
        String defaults = DefaultConfigFile.text()
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1))
                .filter(line -> Settings.find(line.replaceFirst(" =.*", ""))
                        .filter(setting -> !setting.defaultText().isEmpty())
                        .isPresent())
                .collect(Collectors.joining("\n"));

        assertThat(defaults.lines().count()).isGreaterThan(20);
        // Who asks for a console gets one, or no proxy.
        assertThat(read(defaults).with(builder -> builder.console(ConsoleSettings::optional)))
                .isEqualTo(ProxyConfig.DEFAULTS);
    }

    @Test
    void thePrintedFileNamesEveryKeyWithItsDefault() {
        assertThat(DefaultConfigFile.text().lines())
                .containsAll(Settings.ALL.stream()
                        .map(setting -> "#" + setting.key() + " = "
                                + (setting.defaultText().isEmpty()
                                        ? setting.type().example()
                                        : setting.defaultText()))
                        .toList());
    }

    @Test
    void theExamplesInThePrintedFileAreValidToo() throws BadConfiguration {
        // The one says what the other says already, and names a file that is not there; the other needs a listener for
        // it.
        ProxyConfig config = read(withUsers(DefaultConfigFile.text()
                .replaceAll("(?m)^#(?!parent-auth-file|console-token-file|proxy-protocol-from)(?=[a-z])", "")));

        assertThat(config.parent()).isEqualTo(new HostPort("127.0.0.1", 3128));
        assertThat(config.dnsServers()).hasSize(1);
        assertThat(config.resolve()).hasSize(1);
    }

    @Test
    void thePrintedFileFits100Columns() {
        assertThat(DefaultConfigFile.text().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachSampleIsValid(Path sample) throws Exception {
        assertThat(ConfigReader.read(List.of(ConfigFile.read(sample))).listeners())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatASampleCommentsOutIsValidToo(Path sample) throws Exception {
        String content = Files.readString(sample).replaceAll("(?m)^#(?=[a-z][a-z0-9-]* = )", "");

        assertThat(read(withUsers(content)).listeners()).isNotEmpty();
    }

    @Test
    void eachChainEndsAtTheSampleItNames() throws Exception {
        assertThat(sample("chain-dumb-smart").parent()).isEqualTo(address(sample("smart")));
        assertThat(sample("chain-smart-dumb").parent()).isEqualTo(address(sample("dumb")));
        assertThat(samples()).hasSize(5);
    }

    @Test
    void theLogFilePutsTheAccessLogApartFromEverythingElse(@TempDir Path logs) throws Exception {
        LoggerContext context = new LoggerContext();
        context.putProperty("clearhop.logs", logs.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("../config/logback.xml").toFile());
        assertAccessLogIsApart(context);
    }

    @Test
    void withoutAFileTheAccessLogIsApartFromEverythingElse() {
        LoggerContext context = new LoggerContext();
        assertThat(new DefaultLogs().configure(context))
                .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertAccessLogIsApart(context);
    }

    private static void assertAccessLogIsApart(LoggerContext context) {
        try {
            assertThat(context.getStatusManager().getCopyOfStatusList())
                    .noneMatch(status -> status.getLevel() >= Status.WARN);
            assertThat(context.getLogger("clearhop.access").isAdditive()).isFalse();
            assertThat(context.getLogger("clearhop.access").getAppender("access"))
                    .isNotNull();
            assertThat(context.getLogger("ROOT").getAppender("diagnostics")).isNotNull();
            assertThat(context.getLogger("io.netty.channel").isInfoEnabled()).isFalse();
        } finally {
            context.stop();
        }
    }

    /** The file of users is everybody's own; here it is the tests'. */
    private static String withUsers(String content) {
        return content.replace(
                "auth-file = users.htpasswd", "auth-file = src/test/resources/io/clearhop/access/users.htpasswd");
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
        }
    }

    private static ProxyConfig sample(String name) throws Exception {
        return ConfigReader.read(List.of(ConfigFile.read(SAMPLES.resolve(name + ".conf"))));
    }

    private static HostPort address(ProxyConfig config) {
        Listener listener = config.listeners().get(0);
        return new HostPort(listener.host(), listener.port());
    }

    private static ProxyConfig read(String content) throws BadConfiguration {
        return ConfigReader.read(List.of(ConfigFile.parse("test.conf", content.getBytes(StandardCharsets.UTF_8))));
    }
}
