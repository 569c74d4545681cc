package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Text;

/**
 * How a client uses connections to load a page.
 *
 * @param name as a caption says it
 * @param connections how many at a time
 * @param use what for
 */
record Way(Text name, int connections, Use use) {
    /** What a connection is used for. */
    enum Use {
        /** One request, then it is closed. */
        ONCE,
        /** One request after the other. */
        AGAIN,
        /** All requests at once, before the first answer. */
        PIPELINED
    }

    static final Way SERIAL = new Way(Text.of("serial, a connection for each object", "순차, 객체마다 새 커넥션"), 1, Use.ONCE);
    static final Way PERSISTENT = new Way(Text.of("one persistent connection", "지속 커넥션 하나"), 1, Use.AGAIN);
    static final Way PIPELINED =
            new Way(Text.of("one persistent connection, pipelined", "지속 커넥션 하나, 파이프라인"), 1, Use.PIPELINED);

    static Way parallel(int connections) {
        return new Way(Text.of("%s parallel connections", "병렬 커넥션 %s개").with(connections), connections, Use.ONCE);
    }

    static Way persistentParallel(int connections) {
        return new Way(
                Text.of("%s parallel persistent connections", "병렬 지속 커넥션 %s개").with(connections),
                connections,
                Use.AGAIN);
    }
}
