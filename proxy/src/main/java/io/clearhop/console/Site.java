package io.clearhop.console;

import io.netty.channel.EventLoop;

/** What answers; made with the first connection. */
final class Site implements AutoCloseable {
    private final Guard guard;
    private final Workers workers = new Workers();
    private final Routes routes;
    private final EventStreams streams;

    Site(ConsoleProxy proxy, String ownName, Tokens tokens, EventLoop loop) {
        guard = new Guard(ownName, tokens);
        routes = new Routes(proxy, workers);
        streams = new EventStreams(loop, proxy);
    }

    Guard guard() {
        return guard;
    }

    Routes routes() {
        return routes;
    }

    EventStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        workers.close();
    }
}
