package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.DestinationPattern;
import io.clearhop.access.DestinationRules;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may reach, with real name servers that lie and real connections in the pool. */
class DestinationTest {
    private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
    private static final InetAddress SECOND = address(127, 0, 0, 2);

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void aClientOfAnotherMachineDoesNotReachTheProxysOwn(ListenMode mode) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("secret")));
                ProxyUnderTest proxy = proxy(mode, ForeignClients.allowed(mode, a -> a));
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            Response refused = client.exchange(Requests.get(origin, "/"));

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.field("Proxy-Status"))
                    .isEqualTo(
                            "clearhop; error=destination_ip_prohibited; details=\"Host: 127.0.0.1. Its address 127.0.0.1"
                                    + " is a loopback address, of the proxy's own machine.\"");
            assertThat(refused.text()).contains("403 Forbidden").contains("rules of this proxy");
            assertThat(origin.connections()).isEmpty();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aRefusalOfATargetLeavesTheConnectionOpen() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            for (int i = 0; i < 2; i++) {
                Response refused =
                        client.exchange(head("GET http://169.254.169.254/ HTTP/1.1", "Host: 169.254.169.254"));
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.hasField("Connection")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "localhost",
                "localhost.",
                "a.localhost",
                "127.0.0.1.",
                "%3127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[64:ff9b::7f00:1]",
                "0.0.0.0",
                "[::]",
                "metadata.google.internal",
                "169.254.169.254",
                "[fe80::1]"
            })
    void noSpellingGetsAround(String host) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("secret")));
                FakeDns dns = new FakeDns().knows("127.1", LOOPBACK).knows("2130706433", LOOPBACK);
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(ForeignClients.allowed().andThen(b -> b.dnsServer(dns.address())));
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            String authority = host + ":" + origin.port();
            assertThat(client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(dns.asked()).isEmpty();
        }
    }

    @Test
    void aNameThatChangesItsAddressIsJudgedByTheOneThatIsConnectedTo() {
        try (ScriptedOrigin open = ScriptedOrigin.start(
                        new InetSocketAddress(SECOND, 0), Scripts.respondOnceThenClose(dated("open")));
                ScriptedOrigin secret = ScriptedOrigin.start(
                        new InetSocketAddress(LOOPBACK, open.port()), Scripts.respond(Messages.ok("secret")));
                FakeDns dns = new FakeDns().knows("o.test", SECOND);
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(denying("127.0.0.1").andThen(b -> b.dnsServer(dns.address())));
                ScriptedClient client = proxy.client()) {
            String authority = "o.test:" + open.port();
            String request = head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority);
            assertThat(client.exchange(request).text()).isEqualTo("open");
            dns.knows("o.test", LOOPBACK);
            // The answer of the name server lives for a second, and the connection for one exchange.
            Response last = client.exchange(request);
            long end = System.nanoTime() + 5_000_000_000L;
            while (last.statusCode() == 200 && System.nanoTime() < end) {
                last = client.exchange(request);
            }
            assertThat(last.statusCode()).isEqualTo(403);
            assertThat(last.field("Proxy-Status"))
                    .contains("error=destination_ip_prohibited")
                    .contains("127.0.0.1");
            assertThat(secret.connections()).isEmpty();
        }
    }

    @Test
    void ofSeveralAddressesOnlyThePermittedOnesAreTried() {
        try (ScriptedOrigin open =
                        ScriptedOrigin.start(new InetSocketAddress(SECOND, 0), Scripts.respond(Messages.ok("open")));
                ScriptedOrigin secret = ScriptedOrigin.start(
                        new InetSocketAddress(LOOPBACK, open.port()), Scripts.respond(Messages.ok("secret")));
                FakeDns dns = new FakeDns().knows("o.test", LOOPBACK, SECOND);
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(denying("127.0.0.1").andThen(b -> b.dnsServer(dns.address())));
                ScriptedClient client = proxy.client()) {
            String authority = "o.test:" + open.port();
            assertThat(client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority))
                            .text())
                    .isEqualTo("open");
            assertThat(secret.connections()).isEmpty();
        }
    }

    @Test
    void aConnectionOfAClientThatMayIsNotForOneThatMayNot() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("secret")));
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(ForeignClients.allowed().andThen(DestinationTest::named));
                ScriptedClient local = ForeignClients.connect(proxy, "127.0.0.1");
                ScriptedClient foreign = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            String request = byName(origin);
            assertThat(local.exchange(request).text()).isEqualTo("secret");
            proxy.events().await(ProxyEvent.OriginPooled.class);
            Response refused = foreign.exchange(request);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.field("Proxy-Status")).contains("destination_ip_prohibited");
            assertThat(local.exchange(request).text()).isEqualTo("secret");
            assertThat(origin.requests()).hasSize(2);
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void whoWaitsForAConnectionDoesNotGetOneThatItMayNotUse() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed()
                        .andThen(DestinationTest::named)
                        .andThen(b -> b.pool(p -> p.withConnections(1))));
                ScriptedClient local = ForeignClients.connect(proxy, "127.0.0.1");
                ScriptedClient foreign = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            Wire wire = Forwarded.request(local, origin, byName(origin));
            foreign.send(byName(origin));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            wire.send(Messages.ok("secret"));
            assertThat(local.readResponse().text()).isEqualTo("secret");
            assertThat(foreign.readResponse().statusCode()).isEqualTo(403);
            assertThat(origin.connections()).hasSize(1);
            wire.close();
        }
    }

    @Test
    void anIdleConnectionThatNobodyElseMayUseMakesPlace() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed()
                        .andThen(DestinationTest::named)
                        .andThen(b -> b.pool(p -> p.withConnections(1))));
                ScriptedClient local = ForeignClients.connect(proxy, "127.0.0.1");
                ScriptedClient foreign = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            assertThat(local.exchange(byName(origin)).text()).isEqualTo("x");
            proxy.events().await(ProxyEvent.OriginPooled.class);
            assertThat(foreign.exchange(byName(origin)).statusCode()).isEqualTo(403);
            assertThat(local.exchange(byName(origin)).text()).isEqualTo("x");
        }
    }

    @Test
    void connectReachesOtherPortsOnlyFromThisMachine() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(opening("127.0.0.1"));
                ScriptedClient local = ForeignClients.connect(proxy, "127.0.0.1");
                ScriptedClient foreign = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            local.send(Requests.connect(origin));
            assertThat(local.readResponse("CONNECT").statusCode()).isEqualTo(200);
            foreign.send(Requests.connect(origin));
            Response refused = foreign.readResponse("CONNECT");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.field("Proxy-Status"))
                    .isEqualTo("clearhop; error=http_request_denied; details=\"CONNECT may not reach port "
                            + origin.port() + " from here.\"");
        }
    }

    @Test
    void connectIsBoundByTheRulesForAddresses() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            client.send(head("CONNECT 127.0.0.1:443 HTTP/1.1", "Host: 127.0.0.1:443"));
            assertThat(client.readResponse("CONNECT").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void anAllowedAddressIsOpen() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(opening("127.0.0.1"));
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            assertThat(client.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            assertThat(client.exchange(head("GET http://169.254.1.1/ HTTP/1.1", "Host: 169.254.1.1"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aParentOnThisMachineIsReachedButNotAskedForWhatRulesForbid() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(ForeignClients.allowed().andThen(Parents.at(parent)));
                ScriptedClient client = ForeignClients.connect(proxy, ForeignClients.FRIEND)) {
            assertThat(client.exchange(head("GET http://o.test/ HTTP/1.1", "Host: o.test"))
                            .text())
                    .isEqualTo("x");
            for (String host : new String[] {
                "127.0.0.1", "0x7f.1", "localhost", "[::1]", "[64:ff9b::127.0.0.1]", "metadata.google.internal."
            }) {
                assertThat(client.exchange(head("GET http://" + host + "/ HTTP/1.1", "Host: " + host))
                                .statusCode())
                        .as(host)
                        .isEqualTo(403);
            }
            assertThat(parent.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void aTargetThatIsTheListenerItselfIsALoop(ListenMode mode) {
        try (ProxyUnderTest proxy = proxy(mode, b -> b.resolve("self.test", LOOPBACK));
                ScriptedClient client = proxy.client()) {
            String authority = "self.test:" + proxy.address().getPort();
            Response refused = client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority));
            assertThat(refused.statusCode()).isEqualTo(508);
            assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=proxy_loop_detected");
            proxy.events().completed(1);
            assertThat(proxy.events().all().stream().filter(ProxyEvent.ClientConnected.class::isInstance))
                    .hasSize(1);
        }
        try (ProxyUnderTest proxy = proxy(mode, b -> b.resolve("self.test", LOOPBACK));
                ScriptedClient client = proxy.client()) {
            for (String host :
                    mode == ListenMode.SMART ? new String[] {"self.test", "127.0.0.1"} : new String[] {"0.0.0.0"}) {
                String authority = host + ":" + proxy.address().getPort();
                client.send(head("CONNECT " + authority + " HTTP/1.1", "Host: " + authority));
                assertThat(client.readResponse("CONNECT").statusCode()).as(host).isEqualTo(508);
            }
        }
    }

    @Test
    void anotherListenerOfThisProcessIsADestination() {
        try (ProxyUnderTest last = ProxyUnderTest.smart();
                ProxyUnderTest first = ProxyUnderTest.smart();
                ScriptedClient client = first.client()) {
            String authority = "127.0.0.1:" + last.address().getPort();
            assertThat(client.exchange(head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority))
                            .text())
                    .contains("Clearhop");
        }
    }

    private static ProxyUnderTest proxy(ListenMode mode, Consumer<ProxyConfigBuilder> changes) {
        return mode == ListenMode.SMART ? ProxyUnderTest.smart(changes) : ProxyUnderTest.dumb(changes);
    }

    private static Consumer<ProxyConfigBuilder> denying(String pattern) {
        return builder -> builder.access(rules(rules -> rules.plusDenied(DestinationPattern.parse(pattern))));
    }

    private static Consumer<ProxyConfigBuilder> opening(String pattern) {
        return ForeignClients.allowed(
                ListenMode.SMART, rules(rules -> rules.plusAllowed(DestinationPattern.parse(pattern))));
    }

    private static UnaryOperator<AccessSettings> rules(UnaryOperator<DestinationRules> change) {
        return access -> access.withDestinations(change.apply(access.destinations()));
    }

    /** A name for an address that only clients of this machine may reach. */
    private static void named(ProxyConfigBuilder builder) {
        builder.resolve("o.test", LOOPBACK);
    }

    private static String byName(ScriptedOrigin origin) {
        String authority = "o.test:" + origin.port();
        return head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority);
    }

    private static String dated(String content) {
        return Requests.dated("HTTP/1.1 200 OK", "Connection: close", "Content-Length: " + content.length()) + content;
    }

    private static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
