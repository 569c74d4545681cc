package io.clearhop.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of {@link Settings} about the console. */
final class ConsoleRows {
    private static final ConsoleTokenType TOKEN_TYPE = new ConsoleTokenType();

    static final Setting<Optional<HostPort>> CONSOLE = row(
            "console",
            new ConsoleAddressType(),
            "127.0.0.1:8081",
            "Where the page is that shows what is going on, also as http://clearhop.test/ through the proxy; without this"
                    + " setting a taken port means no console.",
            (draft, value) -> draft.config.console(console -> console.withAddress(value.orElse(null))));

    static final Setting<Path> TOKEN_FILE = row(
            "console-token-file",
            new PathType("console-token"),
            "",
            "A file that holds the token of console-token.",
            (draft, value) -> draft.consoleToken(TOKEN_TYPE.read(value)));

    static final List<Setting<?>> ALL = List.of(
            CONSOLE,
            row(
                    "console-token",
                    TOKEN_TYPE,
                    "",
                    "What callers of the console have to show: as Authorization: Bearer TOKEN, or once as ?token=TOKEN;"
                            + " random makes a new one at each start, and prints it with the console's address."
                            + " Other users of this machine see a command line, so prefer the file or the environment.",
                    Draft::consoleToken),
            TOKEN_FILE);

    private ConsoleRows() {}

    private static <T> Setting<T> row(
            String key, ValueType<T> type, String defaultText, String description, Setting.Effect<T> effect) {
        return new Setting<>(SettingGroup.CONSOLE, key, type, defaultText, false, description, effect);
    }
}
