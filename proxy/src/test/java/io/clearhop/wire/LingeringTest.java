package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.WireException;
import io.clearhop.observe.ProxyEvent;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A connection that is closed while its client still sends: RFC 9112 section 9.6. */
class LingeringTest {
    private static final int IDLE = 400;

    private static Consumer<ProxyConfigBuilder> lingering(int total) {
        return Times.linger(IDLE)
                .andThen(Times.lingerTotal(total))
                .andThen(builder -> builder.clientLimits(limits -> limits.withRequestContent(10)));
    }

    /** On a slow line the upload goes on for longer than any silence may last. */
    @Test
    void aSlowUploadIsWaitedForAndAllAnswersAreThereThen() throws InterruptedException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart(lingering(60_000));
                ScriptedClient client = proxy.client()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                requests.append(Requests.get(origin, "/" + i));
            }
            client.send(requests + Requests.of("POST", origin, "/", "Content-Length: 1000"));
            proxy.events().completed(11);
            for (int i = 0; i < 20; i++) {
                client.send("x".repeat(10));
                Thread.sleep(IDLE / 8);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(client.readResponse().text()).isEqualTo("/" + i);
            }
            Response refused = client.readResponse();
            assertThat(refused.statusCode()).isEqualTo(413);
            client.awaitEnd();
        }
    }

    @Test
    void aClientThatHasAnnouncedTheCloseIsNotWaitedFor() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("last")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(lingering(600_000).andThen(Times.linger(600_000)));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/", "Connection: close"));
            assertThat(client.readResponse().text()).isEqualTo("last");
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_ASKED);
        }
    }

    @Test
    void anEmptyLineBehindTheContentOfAnAnnouncedLastRequestDestroysNothing() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("last")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Connection: close", "Content-Length: 1") + "x");
            proxy.events().completed(1);
            client.send("\r\n");
            assertThat(client.readResponse().text()).isEqualTo("last");
            client.awaitEnd();
        }
    }

    @Test
    void aClientThatNeverStopsIsNotWaitedForForever() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(lingering(IDLE));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 1000000000"));
            client.wire().stopRecording();
            byte[] piece = new byte[64 * 1024];
            assertThatThrownBy(() -> {
                        while (true) {
                            client.wire().send(piece);
                        }
                    })
                    .isInstanceOf(WireException.class);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.REQUEST_TOO_LARGE);
        }
    }

    @Test
    void aClientThatTakesALongResponseSlowlyIsNotCutOff() throws InterruptedException {
        int length = 2 * 1024 * 1024;
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.readRequest();
                    wire.stopRecording();
                    wire.send(Requests.dated("HTTP/1.1 200 OK", "Content-Length: " + length) + "x".repeat(length));
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.stall(IDLE));
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            client.send(Requests.get(origin, "/", "Connection: close"));
            client.wire().readHead();
            for (int read = 0; read < length; read += length / 16) {
                assertThat(client.wire().readBytes(length / 16)).hasSize(length / 16);
                Thread.sleep(IDLE / 8);
            }
            client.awaitEnd();
        }
    }
}
