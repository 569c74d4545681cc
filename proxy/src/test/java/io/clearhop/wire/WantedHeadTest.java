package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.server.ProxyServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a request head no more is copied than observers want. */
class WantedHeadTest {
    private static final ProxyConfig QUIET =
            ProxyConfig.DEFAULTS.with(b -> b.listeners(List.of(new Listener(ListenMode.SMART, "127.0.0.1", 0)))
                    .accessLog(AccessLogFormat.OFF)
                    .recording(recording -> recording.withOn(false)));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsAreCopiedWhereSomebodyWantsThem(boolean wanted) throws Exception {
        CompletableFuture<byte[]> seen = new CompletableFuture<>();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyServer proxy = ProxyServer.start(QUIET, observer(wanted, seen));
                ScriptedClient client =
                        ScriptedClient.connect(proxy.listeners().get(0).address())) {
            String request = get(origin, "/");
            client.exchange(request);
            String head = new String(seen.get(5, TimeUnit.SECONDS), StandardCharsets.ISO_8859_1);
            assertThat(head).isEqualTo(wanted ? request : request.substring(0, request.indexOf('\r')));
        }
    }

    private static Observer observer(boolean wantsFields, CompletableFuture<byte[]> seen) {
        return new Observer() {
            @Override
            public void on(ProxyEvent event) {
                if (event instanceof ProxyEvent.ExchangeCompleted completed) {
                    seen.complete(completed.summary().requestHead());
                }
            }

            @Override
            public boolean watches() {
                return false;
            }

            @Override
            public boolean wantsFields() {
                return wantsFields;
            }
        };
    }
}
