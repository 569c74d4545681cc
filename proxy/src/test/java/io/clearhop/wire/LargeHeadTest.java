package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.HeadLimits;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import org.junit.jupiter.api.Test;

/** Heads of the size that {@code --max-head-size} allows, whatever else has a limit. */
class LargeHeadTest {
    private static final int SIZE = 900_000;

    @Test
    void aHeadOfTheLargestAllowedSizePassesThoughItArrivesInParts() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(b -> b.headLimits(new HeadLimits(1024 * 1024, 16 * 1024, 200)));
                ScriptedClient client = proxy.client()) {
            String request = Requests.of("GET", origin, "/", "X: " + "x".repeat(SIZE));
            assertThat(client.exchange(request).text()).isEqualTo("x");
            assertThat(origin.requests().get(0).field("X")).hasSize(SIZE);
        }
    }
}
