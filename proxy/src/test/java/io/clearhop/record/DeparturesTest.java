package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private final Departures gone = new Departures(100);

    @Test
    void theLastOnesAreKnownInTheirOrder() {
        for (int n = 1; n <= 250; n++) {
            gone.add(10 + n, n);
            assertThat(gone.since(10 + n - 2)).isEqualTo(n == 1 ? List.of(1L) : List.of(n - 1L, (long) n));
        }
        assertThat(gone.since(0)).hasSize(100).startsWith(151L).endsWith(250L);
    }

    @Test
    void itIsKnownWhatIsNotKnownAnyMore() {
        for (int n = 1; n <= 100; n++) {
            gone.add(n, n);
        }
        assertThat(gone.remembers(0)).isTrue();
        gone.add(101, 101);
        assertThat(gone.remembers(0)).isFalse();
        assertThat(gone.remembers(1)).isTrue();
        gone.clear(200);
        assertThat(gone.remembers(199)).isFalse();
        assertThat(gone.since(0)).isEmpty();
    }
}
