package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a name to a connection: the configured names, literals, localhost, and DNS with all that can go wrong there. */
class NameResolutionTest {
    private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
    private static final InetAddress LOOPBACK6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    @Test
    void anAddressOfTheNameServerIsConnectedTo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                FakeDns dns = new FakeDns().knows("o.test", LOOPBACK);
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            assertThat(get(client, "o.test", origin.port()).text()).isEqualTo("x");
            assertThat(dns.asked()).contains("A o.test");
        }
    }

    @Test
    void anAddressThatRefusesIsFollowedByTheNext() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                FakeDns dns = new FakeDns().knows("o.test", address(127, 0, 0, 2), address(127, 0, 0, 3), LOOPBACK);
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            assertThat(get(client, "o.test", origin.port()).text()).isEqualTo("x");
        }
    }

    @Test
    void anAddressThatIsSilentIsFollowedByTheNextAfterAQuarterOfASecond() {
        try (FullBacklog silent = new FullBacklog();
                ScriptedOrigin origin = ScriptedOrigin.start(
                        new InetSocketAddress(address(127, 0, 0, 2), silent.port()),
                        Scripts.respond(Messages.ok("x")));
                FakeDns dns = new FakeDns().knows("o.test", LOOPBACK, address(127, 0, 0, 2));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            assertThat(get(client, "o.test", origin.port()).text()).isEqualTo("x");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
        }
    }

    /** RFC 3986 section 7.4: other forms of an address than four decimal numbers are none in a URL. */
    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0x7f.1", "%31%32%37.0.0.1"})
    void whatOnlySomeReadAsAnAddressIsAName(String host) {
        try (FakeDns dns = new FakeDns();
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            Response response = get(client, host, 80);
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=dns_error");
            assertThat(dns.asked()).contains("A " + host);
        }
    }

    @Test
    void aNameThatDoesNotExistIs502() {
        try (FakeDns dns = new FakeDns();
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = get(client, "nowhere.test", 80);
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=dns_error");
                assertThat(response.text()).contains("nowhere.test");
                assertThat(response.hasField("Connection")).isFalse();
            }
        }
    }

    @Test
    void aNameServerThatIsSilentIs504() {
        try (FakeDns dns = new FakeDns().knows("o.test");
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns).andThen(Times.dns(200)));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            Response response = get(client, "o.test", 80);
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=dns_timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aConnectTimeoutBoundsTheNameServerToo() {
        try (FakeDns dns = new FakeDns().knows("o.test");
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns).andThen(Times.connect(200)));
                ScriptedClient client = proxy.client()) {
            Response response = get(client, "o.test", 80);
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=dns_timeout");
        }
    }

    @Test
    void aTunnelIsResolvedAlike() {
        try (FakeDns dns = new FakeDns();
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            client.send(head("CONNECT nowhere.test:443 HTTP/1.1", "Host: nowhere.test:443"));
            assertThat(client.readResponse().statusCode()).isEqualTo(502);
        }
    }

    @Test
    void configuredNamesAndLocalhostAreNotAskedFor() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                FakeDns dns = new FakeDns();
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns).andThen(b -> b.resolve("own.test", LOOPBACK)));
                ScriptedClient client = proxy.client()) {
            for (String name : new String[] {"own.test", "OWN.test", "localhost", "a.localhost", "127.0.0.1"}) {
                assertThat(get(client, name, origin.port()).text()).as(name).isEqualTo("x");
            }
            assertThat(dns.asked()).isEmpty();
        }
    }

    @Test
    void anIpv6LiteralIsAnOrigin() {
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(new InetSocketAddress(LOOPBACK6, 0), Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(get(client, "[::1]", origin.port()).text()).isEqualTo("x");
            assertThat(origin.requests().get(0).field("Host")).isEqualTo("[::1]:" + origin.port());
            // Only IPv6 listens there, so localhost is its second address.
            assertThat(get(client, "localhost", origin.port()).text()).isEqualTo("x");
        }
    }

    @Test
    void bothFamiliesOfANameAreTried() {
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(new InetSocketAddress(LOOPBACK6, 0), Scripts.respond(Messages.ok("x")));
                FakeDns dns = new FakeDns().knows("o.test", LOOPBACK, LOOPBACK6);
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns));
                ScriptedClient client = proxy.client()) {
            assertThat(get(client, "o.test", origin.port()).text()).isEqualTo("x");
        }
    }

    @Test
    void aClientThatLeavesWhileItsNameIsAskedForLeavesNothingBehind() {
        try (FakeDns dns = new FakeDns().knows("o.test");
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(dns).andThen(Times.dns(300)));
                ScriptedClient client = proxy.client()) {
            client.send(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            proxy.events().await(ProxyEvent.OriginConnecting.class);
            client.wire().reset();
            proxy.events().await(ProxyEvent.ClientClosed.class);
            proxy.events().completed(1);
        }
    }

    private static Response get(ScriptedClient client, String host, int port) {
        String authority = host + ":" + port;
        return client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority));
    }

    private static Consumer<ProxyConfigBuilder> asking(FakeDns dns) {
        return builder -> builder.dnsServer(dns.address());
    }

    private static boolean hasIpv6() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(new InetSocketAddress(LOOPBACK6, 0), Scripts.silent())) {
            return origin.port() > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
