package io.clearhop.wire;

import static io.clearhop.wire.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person sees who looks at the proxy while a client hangs. */
class RecordedHangTest {
    @Test
    void show() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(
                        Messages.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Length: 1",
                                        "Keep-Alive: timeout=5",
                                        "Set-Cookie: s=geheim; Path=/")
                                + "x",
                        Duration.ofSeconds(3)));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(origin, "/1", "Connection: Keep-Alive", "Cookie: a=b", "X: y"));
            client.send(get(origin, "/2"));
            Thread.sleep(2000);
            var live = proxy.server().live().orElseThrow();
            var snap = live.snapshot(0);
            snap.connections().forEach(System.out::println);
            snap.exchanges().forEach(System.out::println);
            var d = live.exchange(1);
            System.out.println(d.request());
            System.out.println(d.responses());
            d.steps().forEach(System.out::println);
            d.why().forEach(System.out::println);
            System.out.println(new String(d.request().sentRaw()));
            client.awaitEnd();
            Thread.sleep(200);
            live.snapshot(snap.version()).connections().forEach(System.out::println);
            live.snapshot(snap.version()).exchanges().forEach(System.out::println);
            live.exchange(1).why().forEach(System.out::println);
            assertThat(snap).isNotNull();
        }
    }
}
