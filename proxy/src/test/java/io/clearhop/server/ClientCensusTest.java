package io.clearhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ClientLimits;
import io.clearhop.server.ClientCensus.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientCensusTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private final InetAddress a = address("192.0.2.1");
    private final InetAddress b = address("192.0.2.2");

    @Test
    void whoIsTurnedAwayTakesNoPlace() {
        ClientCensus census = new ClientCensus(ClientLimits.DEFAULTS.withConnections(1), false);
        assertThat(census.arrived(a)).isEqualTo(Verdict.WELCOME);
        assertThat(census.arrived(b)).isEqualTo(Verdict.TOO_MANY);
        census.left(a, Verdict.WELCOME);
        assertThat(census.arrived(b)).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void thoseThatAreTurnedAwayAreBoundedToo() {
        ClientCensus census = new ClientCensus(ClientLimits.DEFAULTS.withConnections(1), false);
        census.arrived(a);
        Verdict verdict = census.arrived(a);
        for (int i = 0; verdict == Verdict.TOO_MANY; i++) {
            assertThat(i).isLessThan(1000);
            verdict = census.arrived(a);
        }
        assertThat(verdict).isEqualTo(Verdict.NO_ANSWER);
        census.left(a, Verdict.TOO_MANY);
        assertThat(census.arrived(a)).isEqualTo(Verdict.TOO_MANY);
    }

    @Test
    void addressesAreCountedForThemselves() {
        ClientCensus census = new ClientCensus(ClientLimits.DEFAULTS.withPerAddress(2), false);
        for (InetAddress address : new InetAddress[] {a, b}) {
            assertThat(census.arrived(address)).isEqualTo(Verdict.WELCOME);
            assertThat(census.arrived(address)).isEqualTo(Verdict.WELCOME);
            assertThat(census.arrived(address)).isEqualTo(Verdict.TOO_MANY_OF_ADDRESS);
        }
        assertThat(census.addresses()).isEqualTo(2);
        census.left(a, Verdict.WELCOME);
        census.left(a, Verdict.WELCOME);
        census.left(a, Verdict.TOO_MANY_OF_ADDRESS);
        assertThat(census.addresses()).isEqualTo(1);
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        ClientCensus census = new ClientCensus(ClientLimits.DEFAULTS, true);
        census.arrived(address("2001:db8::1"));
        census.arrived(address("2001:db8::ffff:2"));
        census.arrived(address("2001:db8:0:1::1"));
        assertThat(census.addresses()).isEqualTo(2);
    }
}
