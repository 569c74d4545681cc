package io.clearhop.console;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lets tests of other packages see which paths there are. */
public final class RouteList {
    private RouteList() {}

    /** All paths of the API. */
    public static Set<String> paths() {
        ConsoleProxy nobody = nobody();
        Workers workers = new Workers();
        EventLoop loop = new DefaultEventLoop();
        ReplayConnector connector = new ReplayConnector(nobody, loop, address -> null);
        Routes routes = new Routes(nobody, workers, new ReplayApi(nobody, workers, connector, loop));
        loop.shutdownGracefully();
        Set<String> paths = routes.all().stream().map(Route::path).collect(Collectors.toCollection(TreeSet::new));
        paths.add(Routes.EVENTS);
        return paths;
    }

    /** A proxy of which nothing is known. */
    static ConsoleProxy nobody() {
        return (ConsoleProxy) Proxy.newProxyInstance(
                ConsoleProxy.class.getClassLoader(),
                new Class<?>[] {ConsoleProxy.class},
                (proxy, method, given) -> null);
    }
}
