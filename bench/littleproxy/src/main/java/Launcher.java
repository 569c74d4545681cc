import java.net.InetSocketAddress;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;
import org.littleshoot.proxy.impl.ThreadPoolConfiguration;

/** LittleProxy on the port that is its argument, with a thread for each of its three kinds of work. */
final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        DefaultHttpProxyServer.bootstrap()
                .withAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .withThreadPoolConfiguration(new ThreadPoolConfiguration()
                        .withAcceptorThreads(1)
                        .withClientToProxyWorkerThreads(1)
                        .withProxyToServerWorkerThreads(1))
                .withIdleConnectionTimeout(3600)
                .start();
        // Its threads do not keep the JVM alive.
        Thread.currentThread().join();
    }
}
