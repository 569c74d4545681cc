package io.clearhop.lab.stage;

import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.WireListener;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

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

    /**
     * Makes a connection from an address, or a port, of its own choice.
     *
     * @throws UncheckedIOException if the system does not make it
     */
    public ScriptedClient connect(InetSocketAddress from, InetSocketAddress to) {
        return stage.owned(ScriptedClient.connect(from, to, stage.recording().peer(party)));
    }

    /** Begins to make a connection, which goes on by itself. */
    public CompletableFuture<ScriptedClient> begin(InetSocketAddress to) {
        WireListener listener = stage.recording().peer(party);
        CompletableFuture<ScriptedClient> begun = CompletableFuture.supplyAsync(
                () -> ScriptedClient.connect(to, listener), ClientOnStage::onThreadOfItsOwn);
        stage.owned(() -> begun.join().close());
        return begun;
    }

    /** Says what it decides, which nobody else sees. */
    public void note(Text text) {
        stage.recording().add(new Step.Note(System.nanoTime(), party, text));
    }

    private static void onThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "lab-connect");
        thread.setDaemon(true);
        thread.start();
    }
}
