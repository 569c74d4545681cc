package io.clearhop.config;

import java.util.List;
import java.util.function.BiFunction;

/** The rows of {@link Settings} about what is recorded. */
final class RecordRows {
    private static final int MOST = 100_000;

    static final Setting<Boolean> RECORD = row(
            "record",
            ChoiceType.onOff(),
            "on",
            "Whether connections and exchanges are recorded in memory, to be looked at.",
            RecordSettings::withOn);

    static final List<Setting<?>> ALL = List.of(
            RECORD,
            row(
                    "record-rate",
                    new CountType(0, 1_000_000),
                    "500",
                    "Exchanges a second of which steps and heads are recorded; more of them are counted, and recorded only if"
                            + " they take long; 0: all.",
                    RecordSettings::withRate),
            row(
                    "record-exchanges",
                    new CountType(1, MOST),
                    "2000",
                    "Exchanges that are over and still kept.",
                    RecordSettings::withExchanges),
            row(
                    "record-connections",
                    new CountType(1, MOST),
                    "500",
                    "Closed connections that are still kept.",
                    RecordSettings::withConnections),
            row(
                    "show-secrets",
                    ChoiceType.onOff(),
                    "off",
                    "Whether credentials and cookies in recorded heads can be read, instead of asterisks.",
                    RecordSettings::withShowSecrets),
            row(
                    "metrics",
                    ChoiceType.onOff(),
                    "on",
                    "Whether connections and exchanges are counted, for Prometheus.",
                    RecordSettings::withMetrics));

    private RecordRows() {}

    private static <T> Setting<T> row(
            String key,
            ValueType<T> type,
            String defaultText,
            String description,
            BiFunction<RecordSettings, T, RecordSettings> with) {
        return new Setting<>(
                SettingGroup.RECORDING,
                key,
                type,
                defaultText,
                false,
                description,
                (draft, value) -> draft.config.recording(recording -> with.apply(recording, value)));
    }
}
