package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ProxyConfig;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.record.Limits;
import io.clearhop.record.LiveState;
import io.clearhop.record.Recorder;
import io.clearhop.record.Secrets;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An export stands in memory as a whole: where there is too much, the newest is in it. */
class ExportsTest {
    private static final int EXCHANGES = 50;
    private static final long MOST = 50_000;

    private final LiveState live = new LiveState(
            new Limits(60_000, 30_000, 10_000, 60_000, 120_000, 300_000, 600_000, null),
            new Secrets(false),
            10,
            EXCHANGES);

    ExportsTest() {
        Recorder recorder = new Recorder(live);
        for (int i = 1; i <= EXCHANGES; i++) {
            byte[] head = ("GET http://o.test/" + i + " HTTP/1.1\r\nX: " + "x".repeat(10_000) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            recorder.on(new ProxyEvent.RequestReceived(System.nanoTime(), i, 1, i, head, false));
        }
    }

    private ConsoleProxy proxy() {
        return (ConsoleProxy) Proxy.newProxyInstance(
                ConsoleProxy.class.getClassLoader(),
                new Class<?>[] {ConsoleProxy.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "live" -> live;
                    case "listeners" -> List.of();
                    case "droppedEvents" -> 0L;
                    case "config" -> ProxyConfig.DEFAULTS;
                    default -> null;
                });
    }

    private static String text(Answer answer) {
        return new String(answer.content(), StandardCharsets.UTF_8);
    }

    @Test
    void anArchiveHasTheNewestInTheirOrder() {
        assertThat(text(new HarExport(proxy(), Long.MAX_VALUE).har()))
                .contains("o.test/1\"", "o.test/" + EXCHANGES + "\"");
        String bounded = text(new HarExport(proxy(), MOST).har());
        assertThat(bounded).hasSizeLessThan((int) (2 * MOST)).doesNotContain("o.test/1\"");
        assertThat(bounded).containsSubsequence("o.test/" + (EXCHANGES - 1) + "\"", "o.test/" + EXCHANGES + "\"");
    }

    @Test
    void aTraceHasAllExchangesAndTheHeadsOfTheNewest() {
        assertThat(text(new TraceExport(proxy(), Long.MAX_VALUE).json())).doesNotContain("Left out");
        String bounded = text(new TraceExport(proxy(), MOST).json());
        assertThat(bounded).hasSizeLessThan((int) (3 * MOST)).contains("\"target\":\"http://o.test/1\"");
        assertThat(bounded).contains("\"1\":{\"headsWhy\":\"Left out", "\"" + EXCHANGES + "\":{\"heads\"");
    }
}
