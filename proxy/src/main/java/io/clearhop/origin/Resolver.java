package io.clearhop.origin;

import io.clearhop.http.Ipv6Text;
import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns names into addresses without blocking: literals, the configured names, localhost, /etc/hosts, then DNS. One for
 * each event loop; what is slow about the making of a DNS client happens on a thread of its own, at the start.
 */
public final class Resolver implements AutoCloseable {
    private static final int NEGATIVE_SECONDS = 2;

    private final EventLoop loop;
    private final Transport transport;
    private final List<InetSocketAddress> servers;
    private final Map<String, InetAddress> ownNames;
    private final Duration timeout;
    private final Promise<DnsNameResolver> dns;
    private final Future<?> making;

    /**
     * Makes a resolver.
     *
     * @param servers name servers, empty for the system's
     * @param ownNames lower-case names that are not asked for
     * @param timeout for one answer
     */
    public Resolver(
            EventLoop loop,
            Transport transport,
            List<InetSocketAddress> servers,
            Map<String, InetAddress> ownNames,
            Duration timeout) {
        this.loop = loop;
        this.transport = transport;
        this.servers = servers;
        this.ownNames = ownNames;
        this.timeout = timeout;
        dns = loop.newPromise();
        making = GlobalEventExecutor.INSTANCE.submit(this::makeDns);
    }

    /**
     * All addresses of a host.
     *
     * @param host lower-case name or IP literal without brackets
     * @return fails with an UnknownHostException, whose cause tells a timeout from a name that does not exist
     */
    public Future<List<InetAddress>> resolve(String host) {
        assert loop.inEventLoop();
        InetAddress own = ownNames.get(host);
        if (own != null) {
            return loop.newSucceededFuture(List.of(own));
        }
        byte[] literal = literal(host);
        if (literal != null) {
            return loop.newSucceededFuture(List.of(address(literal)));
        }
        // Names under localhost never leave the machine (RFC 6761 section 6.3).
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return loop.newSucceededFuture(List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6));
        }
        // Names under invalid never exist, and nobody needs to be asked (RFC 6761 section 6.4).
        if (host.equals("invalid") || host.endsWith(".invalid")) {
            return loop.newFailedFuture(new UnknownHostException("No name under .invalid exists (RFC 6761)."));
        }
        DnsNameResolver ready = dns.getNow();
        return ready != null ? ready.resolveAll(host) : whenReady(host);
    }

    private Future<List<InetAddress>> whenReady(String host) {
        Promise<List<InetAddress>> answer = loop.newPromise();
        dns.addListener((Future<DnsNameResolver> made) -> {
            if (made.isSuccess()) {
                PromiseNotifier.cascade(made.getNow().resolveAll(host), answer);
            } else {
                answer.tryFailure(made.cause());
            }
        });
        return answer;
    }

    /** Done when nothing more is begun on the event loop, after {@link #close}. */
    public Future<?> settled() {
        return making;
    }

    /** Reads the system's configuration, and loads a hundred classes. */
    private void makeDns() {
        if (dns.isDone()) {
            return;
        }
        try {
            DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                    .datagramChannelFactory(transport.datagrams())
                    .socketChannelFactory(transport.sockets().any())
                    .negativeTtl(NEGATIVE_SECONDS)
                    .queryTimeoutMillis(timeout.toMillis());
            if (!servers.isEmpty()) {
                builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
            }
            DnsNameResolver made = builder.build();
            if (!dns.trySuccess(made)) {
                made.close();
            }
        } catch (RuntimeException e) {
            dns.tryFailure(e);
        }
    }

    private static byte @Nullable [] literal(String host) {
        return host.indexOf(':') >= 0 ? Ipv6Text.parse(host) : NetUtil.createByteArrayFromIpAddressString(host);
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IP literal has 4 or 16 bytes", e);
        }
    }

    @Override
    public void close() {
        dns.tryFailure(new UnknownHostException("The proxy is stopping."));
        DnsNameResolver made = dns.getNow();
        if (made != null) {
            made.close();
        }
    }
}
