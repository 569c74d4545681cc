package io.clearhop.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAccessTest {
    private static final Origin ORIGIN = new Origin("o.test", 8080);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', false, true",
        "127.9.9.9, '', false, true",
        "::1, '', false, true",
        "::ffff:127.0.0.1, '', false, true",
        "10.0.0.1, '', false, false",
        "10.0.0.1, '', true, true",
        "10.0.0.1, 10.0.0.0/8, false, true",
        "::ffff:10.0.0.1, 10.0.0.0/8, false, true",
        "11.0.0.1, 10.0.0.0/8, false, false",
        "11.0.0.1, 10.0.0.0/8, true, false",
        "127.0.0.1, 10.0.0.0/8, false, true",
        "fd00::1, 10.0.0.0/8 fd00::/8, false, true"
    })
    void clientsOfThisMachineAndOfTheRulesMayUseTheProxy(
            String client, String rules, boolean authenticates, boolean allowed) throws Exception {
        List<Cidr> blocks = Arrays.stream(rules.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .map(Cidr::parse)
                .toList();
        ClientAccess access = new ClientAccess(
                new InetSocketAddress(InetAddress.getByName(client), 1),
                ClientRules.of(blocks, authenticates),
                DestinationRules.NONE,
                null,
                null);

        assertThat(access.refusal() == null).isEqualTo(allowed);
    }

    /** Whoever has one IPv6 address usually has 2^64, and could guess passwords from each of them. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false"
    })
    void failuresAreCountedAgainstTheAddressOrItsNetwork(String one, String other, boolean same) throws Exception {
        assertThat(accessOf(one).host().equals(accessOf(other).host())).isEqualTo(same);
    }

    private static ClientAccess accessOf(String client) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(client), 1);
        return new ClientAccess(address, ClientRules.of(List.of(), false), DestinationRules.NONE, NextHop.DIRECT, null);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 8080, true",
        "127.0.0.1, 127.0.0.1, 8081, false",
        "127.0.0.1, 127.0.0.2, 8080, false",
        "127.0.0.1, 0.0.0.0, 8080, true",
        "127.0.0.1, ::ffff:127.0.0.1, 8080, true",
        "127.0.0.1, ::1, 8080, false",
        "::1, ::1, 8080, true",
        "::1, ::, 8080, true",
        "0.0.0.0, 127.0.0.1, 8080, true",
        "0.0.0.0, 127.0.0.7, 8080, true",
        "::, 127.0.0.1, 8080, true",
        "0.0.0.0, 0.0.0.0, 8080, true",
        "0.0.0.0, 203.0.113.7, 8080, false",
        "10.9.8.7, 127.0.0.1, 8080, false",
        "10.9.8.7, 10.9.8.7, 8080, true"
    })
    void theListenerItselfIsNoDestination(String listener, String address, int port, boolean loop) throws Exception {
        ClientAccess access = access(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 1),
                new InetSocketAddress(InetAddress.getByName(listener), 8080),
                null);
        Refusal refusal = access.ofAddress(ORIGIN, new InetSocketAddress(InetAddress.getByName(address), port));

        assertThat(refusal != null && refusal.kind() == Refusal.Kind.LOOP).isEqualTo(loop);
    }

    /** RFC 9110 section 7.6: the parent would be asked for it by name, and nobody here would see where that leads. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 8080, true",
        "127.0.0.1, 127.0.0.1, 8081, false",
        "127.0.0.1, 127.0.0.2, 8080, false",
        "127.0.0.1, 127.1, 8080, true",
        "127.0.0.1, 2130706433, 8080, true",
        "127.0.0.1, 127.0.0.1., 8080, true",
        "127.0.0.1, 0.0.0.0, 8080, true",
        "127.0.0.1, ::ffff:7f00:1, 8080, true",
        "127.0.0.1, ::1, 8080, false",
        "127.0.0.1, localhost, 8080, true",
        "127.0.0.1, LocalHost., 8080, true",
        "127.0.0.1, a.localhost, 8080, true",
        "127.0.0.1, localhost, 8081, false",
        "127.0.0.1, localhost.test, 8080, false",
        "127.0.0.1, o.test, 8080, false",
        "::1, localhost, 8080, true",
        "::1, ::1, 8080, true",
        "0.0.0.0, localhost, 8080, true",
        "0.0.0.0, 203.0.113.7, 8080, false",
        "10.9.8.7, localhost, 8080, false",
        "10.9.8.7, 10.9.8.7, 8080, true"
    })
    void noParentIsAskedForWhatNamesTheListenerItself(String listener, String host, int port, boolean loop)
            throws Exception {
        ClientAccess access = access(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 1),
                new InetSocketAddress(InetAddress.getByName(listener), 8080),
                new Origin("proxy.lan", 3128));
        for (boolean connect : new boolean[] {false, true, true}) {
            Refusal refusal = access.ofTarget(new Origin(host, port), connect);
            assertThat(refusal != null && refusal.kind() == Refusal.Kind.LOOP).isEqualTo(loop);
        }
    }

    @Test
    void everyAddressOfTheMachineIsThatOfAListenerOnAllOfThem() throws Exception {
        ClientAccess access = access(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 1),
                new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 8080),
                null);
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            each.inetAddresses()
                    .forEach(address -> assertThat(access.ofAddress(ORIGIN, new InetSocketAddress(address, 8080)))
                            .as(address.toString())
                            .isNotNull());
        }
    }

    @Test
    void theParentIsReachedWhereverItIsAndNothingElse() throws Exception {
        Origin parent = new Origin("proxy.lan", 3128);
        ClientAccess access = access(new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 1), null, parent);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 3128);

        assertThat(access.ofAddress(parent, loopback)).isNull();
        assertThat(access.ofAddress(ORIGIN, loopback)).isNotNull();
        assertThat(access.ofTarget(new Origin("127.1", 80), false)).isNotNull();
    }

    @Test
    void whatIsRememberedIsWhatWasAllowedAndNotWhatWasRefused() throws Exception {
        ClientAccess access = access(new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 1), null, null);
        InetSocketAddress good = new InetSocketAddress(InetAddress.getByName("203.0.113.1"), 80);
        InetSocketAddress bad = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80);

        for (int i = 0; i < 2; i++) {
            assertThat(access.ofAddress(ORIGIN, good)).isNull();
            assertThat(access.ofAddress(ORIGIN, bad)).isNotNull();
            assertThat(access.ofAddress(ORIGIN, bad)).isNotNull();
            assertThat(access.ofTarget(ORIGIN, false)).isNull();
            assertThat(access.ofTarget(ORIGIN, true)).isNotNull();
        }
    }

    private static ClientAccess access(
            InetSocketAddress client, @Nullable InetSocketAddress listener, @Nullable Origin parent) {
        return new ClientAccess(
                client, ClientRules.LOOPBACK, DestinationRules.NONE, new NextHop(parent, List.of()), listener);
    }
}
