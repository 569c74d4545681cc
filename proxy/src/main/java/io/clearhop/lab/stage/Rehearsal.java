package io.clearhop.lab.stage;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.WireException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a JVM ready to measure: the first exchanges of a process load and compile classes, which takes a hundred times
 * as long as the exchange itself and would be measured in its place.
 */
final class Rehearsal {
    private static final int TIMES = 200;
    /** On a busy machine a process that has just begun waits long for its turn. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Text NOBODY = Text.same("");
    private static boolean done;

    private Rehearsal() {}

    /** Does so, unless it was done before; returns what makes it, and every play, impossible. */
    static synchronized Optional<Exception> once() {
        try {
            OpenFiles.check();
            if (!done) {
                rehearse();
                done = true;
            }
            return Optional.empty();
        } catch (NotHere | WireException | UncheckedIOException obstacle) {
            return Optional.of(obstacle);
        }
    }

    private static void rehearse() {
        Stage stage = new Stage(true, Audience.NONE);
        try {
            visit(stage, ListenMode.SMART);
            visit(stage, ListenMode.DUMB);
        } finally {
            stage.clear();
        }
    }

    private static void visit(Stage stage, ListenMode mode) {
        ScriptedOrigin origin = stage.origin(NOBODY, Scripts.respond(Messages.ok("rehearsed")));
        ProxyOnStage proxy = stage.proxy(NOBODY, mode);
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
        for (int i = 0; i < TIMES; i++) {
            try (ScriptedClient client = ScriptedClient.connect(proxy.address())) {
                client.wire().timeout(PATIENCE);
                client.exchange(request);
            }
        }
    }
}
