package io.clearhop.lab.scenario;

import io.clearhop.lab.Message;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.Text;
import java.util.List;
import java.util.stream.Collectors;

/** What became of fields between the two hops. */
final class HopFields {
    private static final Text GONE = Text.of("removed", "삭제");
    private static final Text MADE = Text.of("made anew: %s", "새로 만듦: %s");
    private static final Text PASSED = Text.of("passes as it came: %s", "그대로 통과: %s");

    private HopFields() {}

    /** The names of the fields that begin like this, or a dash. */
    static String named(String beginning, Message message) {
        String names = message.fieldLines().stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.split(":", 2)[0])
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    /** Which of these fields a message has, or a dash. */
    static String present(List<String> names, Message message) {
        String found = names.stream().filter(message::hasField).collect(Collectors.joining(", "));
        return found.isEmpty() ? "–" : found;
    }

    /**
     * Says in a table what became of each of these fields.
     *
     * @param table with columns for the direction, the field as it was sent, and what became of it
     * @param direction in which the message went
     * @param own lines that the proxy wrote itself
     */
    static void compare(
            Table table, Text direction, List<String> names, Message sent, Message arrived, List<String> own) {
        for (String name : names) {
            String value = arrived.field(name);
            boolean made = own.stream().anyMatch(line -> line.contains(name + ": "));
            Text fate = value == null ? GONE : (made ? MADE : PASSED).with(value);
            table.row(direction, name + ": " + sent.field(name), fate);
        }
    }
}
