package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTableTest {
    private final EntryTable<ConnectionEntry> table = new EntryTable<>();

    @Test
    void itDoesWhatALinkedMapDoes() {
        Map<Long, ConnectionEntry> map = new LinkedHashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            // Numbers that share places, in both directions of growth.
            long id = random.nextInt(8) * 1024L + random.nextInt(i < 10_000 ? 300 : 30);
            if (random.nextInt(3) > 0) {
                ConnectionEntry entry = entry(id);
                table.add(entry);
                map.remove(id);
                map.put(id, entry);
            } else {
                table.remove(id);
                map.remove(id);
            }
            assertThat(table.find(id)).isSameAs(map.get(id));
            assertThat(table.size()).isEqualTo(map.size());
        }
        assertThat(all()).containsExactlyElementsOf(map.values());
        map.forEach((id, entry) -> assertThat(table.find(id)).isSameAs(entry));
    }

    @Test
    void whatHasGoneHoldsOnToNothing() {
        ConnectionEntry middle = entry(65);
        table.add(entry(1));
        table.add(middle);
        table.add(entry(129));
        table.remove(65);
        assertThat(middle.before).isNull();
        assertThat(middle.after).isNull();
        assertThat(middle.chained).isNull();
        assertThat(all()).extracting(ConnectionEntry::id).containsExactly(1L, 129L);
    }

    private List<ConnectionEntry> all() {
        List<ConnectionEntry> all = new ArrayList<>();
        for (ConnectionEntry entry = table.first(); entry != null; entry = entry.after) {
            all.add(entry);
        }
        return all;
    }

    static ConnectionEntry entry(long id) {
        return new ConnectionEntry(id, Side.CLIENT, false, null, false, 0, 0);
    }
}
