package io.clearhop.lab.scenario;

import io.clearhop.lab.scenario.TwentyPorts.Line;
import io.clearhop.lab.scenario.TwentyPorts.What;
import io.clearhop.lab.stage.Party;
import io.clearhop.lab.stage.Recording;
import io.clearhop.lab.stage.Step;
import io.clearhop.lab.stage.Step.Arrow.Kind;
import io.clearhop.lab.stage.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened where ports are few.
 *
 * @param lines as it was told
 * @param ports how many there are
 */
record PortsTold(List<Line> lines, int ports) {
    private static final int SHOWN = 2;
    private static final String GOOD = "HTTP/1.1 200 ";
    private static final Text NO_PORT = Text.of("no port is free: EADDRNOTAVAIL", "빈 포트가 없다: EADDRNOTAVAIL");

    PortsTold {
        if (lines.stream().noneMatch(line -> line.what() == What.KEPT)) {
            throw new IllegalStateException("not all was told: " + lines);
        }
    }

    List<Line> all(What what) {
        return lines.stream().filter(line -> line.what() == what).toList();
    }

    /** How many requests were answered well before the first that was not. */
    int goodBefore() {
        return (int) all(What.ANSWERED).stream().takeWhile(PortsTold::isGood).count();
    }

    long good() {
        return all(What.ANSWERED).stream().filter(PortsTold::isGood).count();
    }

    /** How many sockets are in TIME_WAIT. */
    int kept() {
        return Integer.parseInt(all(What.KEPT).get(0).more());
    }

    private static boolean isGood(Line answer) {
        return answer.more().startsWith(GOOD);
    }

    /** Draws how it begins, and what comes when no port should be left. */
    void draw(Recording recording) {
        Map<What, Integer> counts = new EnumMap<>(What.class);
        for (Line line : lines) {
            int nth = counts.merge(line.what(), 1, Integer::sum);
            if (nth <= SHOWN || nth == ports + 1) {
                draw(recording, line, nth);
            } else if (nth == SHOWN + 1 && line.what() == What.ASKED) {
                recording.add(new Step.Note(line.nanos(), client(recording), Text.of("… and so on", "… 되풀이")));
            }
        }
    }

    private static void draw(Recording recording, Line line, int nth) {
        Party client = client(recording);
        Party proxy = recording.party(Text.of("proxy", "프락시"), Party.Role.PROXY);
        Party origin = recording.party(Cast.ORIGIN, Party.Role.ORIGIN);
        switch (line.what()) {
            case ASKED -> recording.add(arrow(line, client, proxy, 1, Kind.DATA, line.more()));
            case CONNECTED ->
                recording.add(arrow(line, proxy, origin, nth, Kind.CONNECT, "SYN from port " + line.more()));
            case CLOSED -> recording.add(arrow(line, proxy, origin, nth, Kind.FIN, "FIN from port " + line.more()));
            case ANSWERED -> {
                if (!isGood(line)) {
                    recording.add(new Step.Note(line.nanos(), proxy, NO_PORT));
                }
                String status = line.more().split("\t", 2)[0];
                recording.add(arrow(line, proxy, client, 1, Kind.DATA, status));
            }
            case KEPT -> {}
        }
    }

    private static Party client(Recording recording) {
        return recording.party(Cast.CLIENT, Party.Role.CLIENT);
    }

    private static Step arrow(Line line, Party from, Party to, int connection, Kind kind, String label) {
        return new Step.Arrow(line.nanos(), from, to, connection, kind, label, List.of());
    }
}
