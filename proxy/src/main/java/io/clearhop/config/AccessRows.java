package io.clearhop.config;

import static io.clearhop.config.SettingGroup.ACCESS;

import io.clearhop.access.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** The rows of {@link Settings} that say who may use the proxy, and to reach what. */
final class AccessRows {
    static final Setting<Cidr> ALLOW_CLIENT = repeatable(
            "allow-client",
            new CidrType(),
            "Clients that may use the proxy beside those on this machine, else 403.",
            AccessSettings::plusClient);

    static final Setting<Path> AUTH_FILE = row(
            "auth-file",
            new PathType("users.htpasswd"),
            "",
            "Users and bcrypt hashes, as htpasswd -B writes them: smart listeners ask for a password.",
            AccessSettings::withAuthFile);

    static final Setting<Integer> CONNECT_PORT = repeatable(
            "connect-port",
            new PortType(),
            "Ports that CONNECT may reach; without it 443 and 8443, and all of them for clients on this machine.",
            (access, value) -> access.withDestinations(access.destinations().plusConnectPort(value)));

    static final List<Setting<?>> ALL = List.of(
            ALLOW_CLIENT,
            AUTH_FILE,
            row(
                    "auth-realm",
                    new RealmType(),
                    "clearhop",
                    "What people are told that the password is for.",
                    AccessSettings::withAuthRealm),
            repeatable(
                    "allow-destination",
                    new DestinationType(),
                    "What may be reached; if anything is allowed, all else is denied. *.example.org means the names under"
                            + " it, .example.org the name as well, * everything.",
                    (access, value) ->
                            access.withDestinations(access.destinations().plusAllowed(value))),
            repeatable(
                    "deny-destination",
                    new DestinationType(),
                    "What may not be reached, even if it is allowed.",
                    (access, value) ->
                            access.withDestinations(access.destinations().plusDenied(value))),
            CONNECT_PORT,
            repeatable(
                    "proxy-protocol-from",
                    new CidrType(),
                    "Who may say with the PROXY protocol whose connection it is; without it this machine alone.",
                    AccessSettings::plusProxyProtocolFrom));

    private AccessRows() {}

    private static <T> Setting<T> row(
            String key,
            ValueType<T> type,
            String defaultText,
            String description,
            BiFunction<AccessSettings, T, AccessSettings> with) {
        return new Setting<>(
                ACCESS,
                key,
                type,
                defaultText,
                false,
                description,
                (draft, value) -> draft.config.access(access -> with.apply(access, value)));
    }

    private static <T> Setting<T> repeatable(
            String key, ValueType<T> type, String description, BiFunction<AccessSettings, T, AccessSettings> plus) {
        return new Setting<>(
                ACCESS,
                key,
                type,
                "",
                true,
                description,
                (draft, value) -> draft.config.access(access -> plus.apply(access, value)));
    }
}
