package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;

/** The opening of a WebSocket, as RFC 6455 section 1.2 shows it, in exact bytes on both hops. */
final class Upgrades {
    /** A 101 as an origin sends it. */
    static final String SWITCHED = head(
            "HTTP/1.1 101 Switching Protocols",
            "Date: Thu, 01 Jan 2026 00:00:00 GMT",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "Sec-WebSocket-Protocol: chat");

    /** What the client gets of it. */
    static final String SWITCHED_SENT = head(
            "HTTP/1.1 101 Switching Protocols",
            "Date: Thu, 01 Jan 2026 00:00:00 GMT",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "Sec-WebSocket-Protocol: chat",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Via: 1.1 clearhop");

    private Upgrades() {}

    /** A client's request for a WebSocket. */
    static String request(ScriptedOrigin origin) {
        return Requests.get(
                origin,
                "/chat",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: chat, superchat",
                "Sec-WebSocket-Version: 13");
    }

    /** What the origin gets of it. */
    static String requestSent(ScriptedOrigin origin) {
        return head(
                "GET /chat HTTP/1.1",
                "Host: " + origin.authority(),
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: chat, superchat",
                "Sec-WebSocket-Version: 13",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Via: 1.1 clearhop");
    }

    /** Opens a WebSocket and returns the origin's side of it. */
    static Wire open(ScriptedClient client, ScriptedOrigin origin) {
        client.send(request(origin));
        Wire wire = origin.awaitConnection(1);
        assertThat(wire.readHead()).isEqualTo(requestSent(origin));
        wire.send(SWITCHED);
        assertThat(client.wire().readHead()).isEqualTo(SWITCHED_SENT);
        return wire;
    }
}
