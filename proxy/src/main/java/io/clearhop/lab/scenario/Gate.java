package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.Scripts;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Holds an origin's answers back until they are let go, so that what happens meanwhile can be looked at. */
final class Gate {
    private static final Duration HOLD = Duration.ofMinutes(1);

    private final Semaphore answers = new Semaphore(0, true);

    /** Lets so many answers go, those first whose requests came first. */
    void open(int count) {
        answers.release(count);
    }

    /** Answers each request with this content when it may. */
    Script answers(String content) {
        return Scripts.untilPeerLeaves((wire, number) -> {
            while (wire.awaitArrival(HOLD) == Arrival.BYTES) {
                wire.readRequest();
                answers.acquire();
                wire.send(Messages.ok(content));
            }
        });
    }

    /** Answers one request with this content when it may, and closes. */
    Script answersOnce(String content) {
        return Scripts.untilPeerLeaves((wire, number) -> {
            wire.readRequest();
            answers.acquire();
            wire.send(Messages.ok(content));
        });
    }
}
