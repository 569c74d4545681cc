package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;

/** A request that has reached an origin whose part the test plays by hand, on the origin's first connection. */
final class Forwarded {
    private Forwarded() {}

    /** Sends a request and returns the origin's side, which has read all of it. */
    static Wire request(ScriptedClient client, ScriptedOrigin origin, String request) {
        client.send(request);
        Wire wire = origin.awaitConnection(1);
        wire.readRequest();
        return wire;
    }

    /** The same where the origin has read the head alone. */
    static Wire head(ScriptedClient client, ScriptedOrigin origin, String request) {
        client.send(request);
        Wire wire = origin.awaitConnection(1);
        wire.readHead();
        return wire;
    }

    /** An exchange is over, and its connection to the origin rests. */
    static Wire rested(ScriptedClient client, ScriptedOrigin origin) {
        Wire wire = request(client, origin, Requests.get(origin, "/"));
        wire.send(Messages.ok("x"));
        assertThat(client.readResponse().text()).isEqualTo("x");
        return wire;
    }
}
