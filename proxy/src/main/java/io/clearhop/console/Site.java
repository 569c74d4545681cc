package io.clearhop.console;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What answers; made with the first connection. */
final class Site implements AutoCloseable {
    private final Guard guard;
    private final Workers workers = new Workers();
    private final Routes routes;
    private final EventStreams streams;

    Site(
            ConsoleProxy proxy,
            String ownName,
            Tokens tokens,
            EventLoop loop,
            Function<InetAddress, SocketChannel> sockets,
            AtomicInteger readers) {
        guard = new Guard(ownName, tokens);
        ReplayConnector connector = new ReplayConnector(proxy, loop, sockets);
        routes = new Routes(proxy, workers, new ReplayApi(proxy, workers, connector, loop));
        streams = new EventStreams(loop, proxy, readers);
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
