package io.clearhop.lab.stage;

import io.clearhop.lab.ScriptedClient;
import java.net.InetSocketAddress;

/** A client in a scenario: each connection that it makes is recorded and, at the end, closed. */
public final class ClientOnStage {
    private final Stage stage;
    private final Party party;

    ClientOnStage(Stage stage, Party party) {
        this.stage = stage;
        this.party = party;
    }

    /** Makes a connection. */
    public ScriptedClient connect(InetSocketAddress to) {
        return stage.owned(ScriptedClient.connect(to, stage.recording().peer(party)));
    }
}
