package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Text;
import java.util.List;

/** What one hears about when one learns connection management, and where the lab shows it. */
public final class Phenomena {
    /** In the order of chapter 4 of <i>HTTP: The Definitive Guide</i>, then what sockets add to it. */
    public static final List<Phenomenon> ALL = List.of(shown(
            "A blind relay hangs a keep-alive connection", "멍청한 프락시(blind relay)와 keep-alive: hang", "dumb-hang"));

    private Phenomena() {}

    private static Phenomenon shown(String en, String ko, String... scenarios) {
        return new Phenomenon(Text.of(en, ko), List.of(scenarios));
    }
}
