package io.clearhop.console;

import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.FieldView;
import io.clearhop.record.HangView;
import io.clearhop.record.HeadsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differed between a replay through the smart proxy and one through the dumb proxy, in words. Pure. */
final class ReplayDifferences {
    /** They differ from one response to the next, whoever forwards it. */
    private static final Set<String> FLEETING = Set.of("date", "age", "content-length", "set-cookie");

    /**
     * One of the two.
     *
     * @param recorded what the proxy recorded of it, or null
     */
    record Side(ReplayResult result, @Nullable ExchangeDetail recorded) {}

    private final List<String> found = new ArrayList<>();

    private ReplayDifferences() {}

    static List<String> of(Side smart, Side dumb, long limitMillis) {
        ReplayDifferences differences = new ReplayDifferences();
        differences.endings(smart, dumb, limitMillis);
        differences.responses(smart.result(), dumb.result());
        differences.requestFields(sentToOrigin(smart), sentToOrigin(dumb));
        differences.responseFields(smart.result().fields(), dumb.result().fields());
        return differences.found;
    }

    private void endings(Side smart, Side dumb, long limitMillis) {
        if (ending(smart.result()).equals(ending(dumb.result()))) {
            return;
        }
        ending("smart", smart, limitMillis);
        ending("dumb", dumb, limitMillis);
    }

    private static String ending(ReplayResult result) {
        return result.timedOut() + " " + result.closed() + " " + (result.error() != null);
    }

    private void ending(String mode, Side side, long limitMillis) {
        ReplayResult result = side.result();
        String through = "Through the " + mode + " proxy ";
        if (result.error() != null) {
            found.add(through + "it failed: " + result.error());
        } else if (!result.timedOut()) {
            found.add(through
                    + (result.closed()
                            ? "the connection was closed after the response."
                            : "the exchange was over after " + result.ms() + " ms."));
        } else {
            String what = result.responseMs() == null
                    ? "there was no whole response after "
                    : "the response was whole after " + result.responseMs()
                            + " ms, but the connection was not free for the next request within ";
            found.add(through + what + limitMillis + " ms." + hang(side.recorded()));
        }
    }

    private static String hang(@Nullable ExchangeDetail recorded) {
        ExchangeView view = recorded == null ? null : recorded.brief();
        HangView hang = view == null ? null : view.hang();
        return hang == null ? "" : " " + hang.sentence();
    }

    private void responses(ReplayResult smart, ReplayResult dumb) {
        if (smart.status() != dumb.status() && smart.status() != 0 && dumb.status() != 0) {
            found.add("The status is " + smart.status() + " through the smart proxy, " + dumb.status()
                    + " through the dumb one.");
        }
        boolean bothWhole = smart.responseMs() != null && dumb.responseMs() != null;
        if (bothWhole && smart.bytes() != dumb.bytes()) {
            found.add("The content has " + smart.bytes() + " bytes through the smart proxy, " + dumb.bytes()
                    + " through the dumb one.");
        }
    }

    private void requestFields(@Nullable HeadsView smart, @Nullable HeadsView dumb) {
        if (smart == null || dumb == null) {
            return;
        }
        if (!Objects.equals(smart.sentLine(), dumb.sentLine())) {
            found.add("The request line that the origin gets is " + smart.sentLine() + " from the smart proxy, "
                    + dumb.sentLine() + " from the dumb one.");
        }
        only("Only the smart proxy sends the origin: ", sent(smart), sent(dumb), Set.of());
        only("Only the dumb proxy sends the origin: ", sent(dumb), sent(smart), Set.of());
    }

    private static @Nullable HeadsView sentToOrigin(Side side) {
        return side.recorded() == null ? null : side.recorded().request();
    }

    private static List<String> sent(HeadsView heads) {
        List<String> lines = new ArrayList<>();
        for (FieldView field : heads.fields()) {
            if (field.sent() != null) {
                lines.add(field.sent());
            }
        }
        return lines;
    }

    private void responseFields(List<String> smart, List<String> dumb) {
        if (smart.isEmpty() || dumb.isEmpty()) {
            return;
        }
        only("Only the smart proxy sends the client: ", smart, dumb, FLEETING);
        only("Only the dumb proxy sends the client: ", dumb, smart, FLEETING);
    }

    private void only(String sentence, List<String> these, List<String> others, Set<String> apartFrom) {
        List<String> without = new ArrayList<>(these);
        without.removeIf(line -> apartFrom.contains(name(line)) || contains(others, line));
        without.forEach(line -> found.add(sentence + line));
    }

    private static boolean contains(List<String> lines, String wanted) {
        return lines.stream()
                .anyMatch(line -> name(line).equals(name(wanted)) && value(line).equals(value(wanted)));
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
