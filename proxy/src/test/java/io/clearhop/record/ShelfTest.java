package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private static final long PLENTY = 1 << 20;

    private final Shelf<ConnectionEntry> shelf = new Shelf<>(10, PLENTY, 3);

    private ConnectionEntry add(long id) {
        ConnectionEntry entry = EntryTableTest.entry(id);
        shelf.add(entry, id);
        return entry;
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        shelf.forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    @Test
    void whereTooManyAreAliveTheEldestOfThemGoes() {
        shelf.over(add(1), 1);
        add(2);
        add(3);
        add(4);
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);

        add(5);
        assertThat(ids()).containsExactly(1L, 3L, 4L, 5L);
        assertThat(shelf.goneSince(0)).containsExactly(2L);
    }

    @Test
    void whatIsOverGoesOnceItIsMoreThanIsKept() {
        for (long id = 1; id <= 12; id++) {
            shelf.over(add(id), id);
        }
        assertThat(ids()).hasSize(10).startsWith(3L);
        assertThat(shelf.goneSince(0)).containsExactly(1L, 2L);
    }
}
