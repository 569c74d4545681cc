package io.clearhop.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a message. Pure. */
record WatchItem(Map<?, ?> members) {
    static WatchItem of(@Nullable Object json) throws IOException {
        if (json instanceof Map<?, ?> members) {
            return new WatchItem(members);
        }
        throw new IOException("the message is no object");
    }

    long id() {
        return (long) number("id", 0);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** Empty if there is none. */
    String text(String name) {
        Object value = members.get(name);
        return value == null ? "" : value.toString();
    }

    double number(String name, double other) {
        return members.get(name) instanceof Number number ? number.doubleValue() : other;
    }

    @Nullable
    WatchItem item(String name) {
        return members.get(name) instanceof Map<?, ?> inner ? new WatchItem(inner) : null;
    }

    List<WatchItem> items(String name) {
        List<WatchItem> items = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> inner) {
                    items.add(new WatchItem(inner));
                }
            }
        }
        return items;
    }

    List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Number number) {
                    numbers.add(number.longValue());
                }
            }
        }
        return numbers;
    }
}
