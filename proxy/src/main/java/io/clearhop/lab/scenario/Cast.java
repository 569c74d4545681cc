package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Text;

/** Who plays in most scenarios, by the names over the columns. */
final class Cast {
    static final Text CLIENT = Text.of("client", "클라이언트");
    static final Text ORIGIN = Text.of("origin", "원서버");
    static final Text SMART_PROXY = Text.of("smart proxy", "영리한 프락시");
    static final Text DUMB_PROXY = Text.of("dumb proxy", "멍청한 프락시");

    private Cast() {}
}
