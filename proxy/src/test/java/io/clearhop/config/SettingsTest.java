package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.access.Cidr;
import io.clearhop.access.DestinationPattern;
import io.clearhop.access.DestinationRules;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.RetryPolicy;
import io.clearhop.http.ReusePolicy;
import io.clearhop.http.UpgradePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final String USERS = "src/test/resources/io/clearhop/access/users.htpasswd";

    private static final String TOKEN = "0123456789abcdef";

    static final List<Setting<?>> ALL = Settings.ALL;

    private static final List<Set<String>> SAME = List.of(
            Set.of("mode", "listen"),
            Set.of("parent-auth", "parent-auth-file"),
            Set.of("console-token", "console-token-file"));

    /** Without which a setting has no effect. */
    private static final Map<String, Map<String, String>> NEEDS = Map.of(
            "parent-auth", Map.of("parent", "h:1"),
            "parent-auth-file", Map.of("parent", "h:1"),
            "parent-bypass", Map.of("parent", "h:1"),
            "auth-realm", Map.of("auth-file", USERS),
            "proxy-protocol-from", Map.of("listen", "127.0.0.1:1,proxy-protocol", "allow-client", "::1"));

    @Test
    void keysAreUnique() {
        assertThat(Settings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void eachRowIsComplete(Setting<?> setting) throws BadValue {
        assertThat(setting.key()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(setting.flag()).isEqualTo("--" + setting.key());
        assertThat(setting.variable()).matches("CLEARHOP_[A-Z0-9_]+");
        assertThat(setting.description()).matches("[A-Z].*[^.]\\.");
        assertThat(setting.type().placeholder()).isNotBlank();
        setting.type().parse(setting.type().example());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void eachDefaultIsTheOneOfTheRecords(Setting<?> setting) throws BadConfiguration {
        if (!setting.defaultText().isEmpty()) {
            ProxyConfig read = ConfigReader.read(List.of(ConfigFile.parse(
                    "defaults.conf", (setting.key() + "=" + setting.defaultText()).getBytes(StandardCharsets.UTF_8))));
            // Who asks for a console gets one, or no proxy.
            assertThat(read.with(builder -> builder.console(ConsoleSettings::optional)))
                    .isEqualTo(ProxyConfig.DEFAULTS);
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("effects")
    void eachSettingHasItsEffectAndNoOther(String key, String text, Function<ProxyConfig, ?> part, Object expected)
            throws BadConfiguration {
        ProxyConfig config = config(key, text);

        assertThat(part.apply(config)).isEqualTo(expected).isNotEqualTo(part.apply(ProxyConfig.DEFAULTS));
        Set<String> same = new HashSet<>();
        Set<String> changed = new HashSet<>();
        effects().forEach(row -> {
            @SuppressWarnings("unchecked")
            Function<ProxyConfig, ?> each = (Function<ProxyConfig, ?>) row.get()[2];
            boolean equal = Objects.equals(each.apply(config), each.apply(ProxyConfig.DEFAULTS));
            (equal ? same : changed).add((String) row.get()[0]);
        });
        assertThat(changed).isSubsetOf(relatives(key));
    }

    @Test
    void theTableOfEffectsMissesNoSetting() {
        assertThat(effects().map(row -> row.get()[0]))
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().map(Setting::key).toList());
    }

    static Stream<Arguments> effects() {
        return Stream.of(
                effect("record", "off", config -> config.recording().on(), false),
                effect("record-rate", "7", config -> config.recording().rate(), 7),
                effect("record-exchanges", "7", config -> config.recording().exchanges(), 7),
                effect("record-connections", "7", config -> config.recording().connections(), 7),
                effect("show-secrets", "on", config -> config.recording().showSecrets(), true),
                effect("metrics", "off", config -> config.recording().metrics(), false),
                effect(
                        "mode",
                        "dumb",
                        ProxyConfig::listeners,
                        List.of(new Listener(ListenMode.DUMB, "127.0.0.1", 8080))),
                effect("listen", "[::1]:0", ProxyConfig::listeners, List.of(new Listener(ListenMode.SMART, "::1", 0))),
                effect("parent", "a.b:81", config -> String.valueOf(config.parent()), "a.b:81"),
                effect(
                        "allow-client",
                        "10.0.0.0/8",
                        config -> config.access().clients(),
                        List.of(Cidr.parse("10.0.0.0/8"))),
                effect("auth-file", USERS, config -> config.access().authFile(), Path.of(USERS)),
                effect("auth-realm", "team", config -> config.access().authRealm(), "team"),
                effect(
                        "allow-destination",
                        ".a.test",
                        config -> config.access().destinations().allowed(),
                        List.of(DestinationPattern.parse(".a.test"))),
                effect(
                        "deny-destination",
                        "10.0.0.1",
                        config -> config.access().destinations().denied(),
                        List.of(DestinationPattern.parse("10.0.0.1"))),
                effect(
                        "connect-port",
                        "any",
                        config -> config.access().destinations().connectPorts(),
                        List.of(DestinationRules.ANY_PORT)),
                effect(
                        "proxy-protocol-from",
                        "::1",
                        config -> config.access().proxyProtocolFrom(),
                        List.of(Cidr.parse("::1"))),
                effect("parent-auth", "u:p", SettingsTest::credentials, "Basic dTpw"),
                effect("parent-auth-file", credentialsFile(), SettingsTest::credentials, "Basic dTpw"),
                effect(
                        "parent-bypass",
                        "10.0.0.0/8",
                        config -> config.parentBypass().toString(),
                        "[10.0.0.0/8]"),
                effect("via", "teacher", ProxyConfig::via, "teacher"),
                effect(
                        "on-protected-nomination",
                        "reject",
                        ProxyConfig::protectedNomination,
                        ProtectedNomination.REJECT),
                effect("upgrade", "strip", ProxyConfig::upgrade, UpgradePolicy.STRIP),
                effect("http10-keep-alive", "always", ProxyConfig::http10KeepAlive, Http10KeepAlive.ALWAYS),
                effect("splice", "off", ProxyConfig::splice, false),
                effect("keep-alive-hint", "on", ProxyConfig::keepAliveHint, true),
                effect("client-max-exchanges", "7", ProxyConfig::clientExchanges, 7),
                effect("max-clients", "7", config -> config.clientLimits().connections(), 7),
                effect(
                        "max-clients-per-address",
                        "7",
                        config -> config.clientLimits().perAddress(),
                        7),
                effect(
                        "max-request-content",
                        "1m",
                        config -> config.clientLimits().requestContent(),
                        1 << 20),
                effect("dns-timeout", "7s", config -> config.timeouts().dns(), Duration.ofSeconds(7)),
                effect("connect-timeout", "7s", config -> config.timeouts().connect(), Duration.ofSeconds(7)),
                effect("request-head-timeout", "7s", config -> config.timeouts().requestHead(), Duration.ofSeconds(7)),
                effect(
                        "response-head-timeout",
                        "7s",
                        config -> config.timeouts().responseHead(),
                        Duration.ofSeconds(7)),
                effect("client-idle-timeout", "7s", config -> config.timeouts().clientIdle(), Duration.ofSeconds(7)),
                effect("origin-idle-timeout", "7s", config -> config.timeouts().originIdle(), Duration.ofSeconds(7)),
                effect("stall-timeout", "7s", config -> config.timeouts().stall(), Duration.ofSeconds(7)),
                effect("tunnel-idle-timeout", "7s", config -> config.timeouts().tunnelIdle(), Duration.ofSeconds(7)),
                effect(
                        "request-content-timeout",
                        "7s",
                        config -> config.timeouts().requestContent(),
                        Duration.ofSeconds(7)),
                effect("linger-total-timeout", "0", config -> config.timeouts().lingerTotal(), Duration.ZERO),
                effect("linger-timeout", "0", config -> config.timeouts().linger(), Duration.ZERO),
                effect("drain-notice", "5s", config -> config.timeouts().drainNotice(), Duration.ofSeconds(5)),
                effect("drain-timeout", "0", config -> config.timeouts().drain(), Duration.ZERO),
                effect("max-head-size", "16k", config -> config.headLimits().headSize(), 16 * 1024),
                effect("max-request-line", "8000", config -> config.headLimits().requestLine(), 8000),
                effect("max-fields", "100", config -> config.headLimits().fields(), 100),
                effect("reuse", "never", config -> config.pool().reuse(), ReusePolicy.NEVER),
                effect("retry-on", "none", config -> config.pool().retry(), RetryPolicy.of()),
                effect("origin-max-connections", "7", config -> config.pool().connections(), 7),
                effect(
                        "origin-max-connections-per-client",
                        "2",
                        config -> config.pool().perClient(),
                        2),
                effect("origin-max-idle", "0", config -> config.pool().idle(), 0),
                effect("origin-max-waiting", "7", config -> config.pool().waiting(), 7),
                effect("origin-max-exchanges", "7", config -> config.pool().exchanges(), 7),
                effect("origin-max-lifetime", "1d", config -> config.pool().lifetime(), Duration.ofDays(1)),
                effect("event-loops", "1", ProxyConfig::eventLoops, 1),
                effect("tcp-keep-alive", "0", ProxyConfig::tcpKeepAlive, Duration.ZERO),
                effect("transport", "nio", ProxyConfig::transport, TransportKind.NIO),
                effect("dns-server", "::1", ProxyConfig::dnsServers, List.of(new InetSocketAddress("::1", 53))),
                effect("resolve", "a=127.0.0.2", ProxyConfig::resolve, Map.of("a", address("127.0.0.2"))),
                effect(
                        "console",
                        "[::1]:81",
                        config -> String.valueOf(config.console().address()),
                        "[::1]:81"),
                effect(
                        "console-token",
                        TOKEN,
                        config -> String.valueOf(config.console().token()),
                        TOKEN),
                effect(
                        "console-token-file",
                        tokenFile(),
                        config -> String.valueOf(config.console().token()),
                        TOKEN),
                effect("access-log", "combined", ProxyConfig::accessLog, AccessLogFormat.COMBINED));
    }

    private static Arguments effect(String key, String text, Function<ProxyConfig, ?> part, Object expected) {
        return arguments(key, text, part, expected);
    }

    private static String credentials(ProxyConfig config) {
        ParentCredentials credentials = config.parentCredentials();
        return credentials == null ? "" : credentials.basic();
    }

    private static String credentialsFile() {
        return file("u:p\n");
    }

    private static String tokenFile() {
        return file(TOKEN + "\n");
    }

    private static String file(String content) {
        try {
            Path file = Files.createTempFile("setting", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which settings are about the same thing. */
    private static Set<String> relatives(String key) {
        Set<String> relatives = new HashSet<>(NEEDS.getOrDefault(key, Map.of()).keySet());
        relatives.addAll(
                SAME.stream().filter(keys -> keys.contains(key)).findFirst().orElse(Set.of(key)));
        if (relatives.contains("listen")) {
            relatives.add("mode");
        }
        return relatives;
    }

    private static InetAddress address(String literal) {
        return new InetSocketAddress(literal, 0).getAddress();
    }

    private static ProxyConfig config(String key, String text) throws BadConfiguration {
        Map<String, String> values = new HashMap<>(NEEDS.getOrDefault(key, Map.of()));
        values.put(key, text);
        List<Given> given = new ArrayList<>();
        values.forEach((each, value) -> {
            Setting<?> setting = Settings.find(each).orElseThrow();
            given.add(new Given(setting, value, new Place.CommandLine(setting.flag(), false)));
        });
        return ConfigReader.read(List.of(new Layer(given, List.of())));
    }
}
