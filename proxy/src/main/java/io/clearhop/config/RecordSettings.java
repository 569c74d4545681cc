package io.clearhop.config;

/**
 * What is recorded of connections and exchanges, to be looked at while they happen and for a while afterwards.
 *
 * @param on whether anything is
 * @param rate exchanges a second that are recorded step by step with their heads, 0 for all
 * @param exchanges that are over and still kept
 * @param connections that are closed and still kept
 * @param showSecrets whether credentials and cookies are shown as they are
 * @param metrics whether what happens is counted
 */
public record RecordSettings(
        boolean on, int rate, int exchanges, int connections, boolean showSecrets, boolean metrics) {
    public static final RecordSettings DEFAULTS = new RecordSettings(true, 500, 2000, 500, false, true);

    /** A copy with another {@link #on()}. */
    public RecordSettings withOn(boolean value) {
        return new RecordSettings(value, rate, exchanges, connections, showSecrets, metrics);
    }

    /** A copy with another {@link #rate()}. */
    public RecordSettings withRate(int value) {
        return new RecordSettings(on, value, exchanges, connections, showSecrets, metrics);
    }

    /** A copy with another {@link #exchanges()}. */
    public RecordSettings withExchanges(int value) {
        return new RecordSettings(on, rate, value, connections, showSecrets, metrics);
    }

    /** A copy with another {@link #connections()}. */
    public RecordSettings withConnections(int value) {
        return new RecordSettings(on, rate, exchanges, value, showSecrets, metrics);
    }

    /** A copy with another {@link #showSecrets()}. */
    public RecordSettings withShowSecrets(boolean value) {
        return new RecordSettings(on, rate, exchanges, connections, value, metrics);
    }

    /** A copy with another {@link #metrics()}. */
    public RecordSettings withMetrics(boolean value) {
        return new RecordSettings(on, rate, exchanges, connections, showSecrets, value);
    }
}
