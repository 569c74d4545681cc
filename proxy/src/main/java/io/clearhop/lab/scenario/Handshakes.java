package io.clearhop.lab.scenario;

import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.link.DelayingRelay;

/** Tells when handshakes ended: where the link is simulated, the kernel's own is over long before. */
interface Handshakes {
    /** On this machine: when connecting returned. */
    Handshakes HERE = (client, connected) -> connected;

    /**
     * When a connection's handshake ended, once something has come back on it.
     *
     * @param connected when connecting returned
     */
    long ended(ScriptedClient client, long connected);

    /** Of a simulated link: when it let the client's first bytes go. */
    static Handshakes of(DelayingRelay link) {
        return (client, connected) -> link.establishedAt(client.wire().localPort());
    }
}
