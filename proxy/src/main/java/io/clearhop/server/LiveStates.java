package io.clearhop.server;

import io.clearhop.config.HostPort;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.RecordSettings;
import io.clearhop.config.Timeouts;
import io.clearhop.http.Origin;
import io.clearhop.record.Limits;
import io.clearhop.record.LiveState;
import io.clearhop.record.Secrets;

/** Makes the recorded state of a proxy from its configuration. */
final class LiveStates {
    private LiveStates() {}

    static LiveState of(ProxyConfig config) {
        Timeouts timeouts = config.timeouts();
        HostPort parent = config.parent();
        Limits limits = new Limits(
                timeouts.clientIdle().toMillis(),
                timeouts.originIdle().toMillis(),
                timeouts.connect().toMillis(),
                timeouts.requestContent().toMillis(),
                timeouts.responseHead().toMillis(),
                timeouts.stall().toMillis(),
                timeouts.tunnelIdle().toMillis(),
                parent == null ? null : new Origin(parent.host(), parent.port()));
        RecordSettings recording = config.recording();
        return new LiveState(
                limits, new Secrets(recording.showSecrets()), recording.connections(), recording.exchanges());
    }
}
