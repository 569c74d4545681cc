package io.clearhop.origin;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns names into addresses without blocking: literals, the configured names, localhost, /etc/hosts, then DNS. One for
 * each event loop.
 */
public final class Resolver implements AutoCloseable {
    private static final int NEGATIVE_SECONDS = 2;

    private final EventLoop loop;
    private final Transport transport;
    private final List<InetSocketAddress> servers;
    private final Map<String, InetAddress> ownNames;
    private final Duration timeout;
    private @Nullable DnsNameResolver dns;

    /**
     * Makes a resolver; sockets are opened when the first name has to be asked for.
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
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return loop.newSucceededFuture(List.of(address(literal)));
        }
        // Names under localhost never leave the machine (RFC 6761 section 6.3).
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return loop.newSucceededFuture(List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6));
        }
        // Names under invalid never exist, and nobody needs to be asked (RFC 6761 section 6.4).
        if (host.equals("invalid") || host.endsWith(".invalid")) {
            return loop.newFailedFuture(new UnknownHostException(host));
        }
        return dns().resolveAll(host);
    }

    private DnsNameResolver dns() {
        DnsNameResolver resolver = dns;
        if (resolver == null) {
            DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                    .datagramChannelFactory(transport.datagrams())
                    .socketChannelFactory(transport.sockets())
                    .negativeTtl(NEGATIVE_SECONDS)
                    .queryTimeoutMillis(timeout.toMillis());
            if (!servers.isEmpty()) {
                builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
            }
            resolver = builder.build();
            dns = resolver;
        }
        return resolver;
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
        DnsNameResolver resolver = dns;
        if (resolver != null) {
            resolver.close();
        }
    }
}
