package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogAddressTest {
    private final LogAddress addresses = new LogAddress();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 80, 127.0.0.1:80, 127.0.0.1",
        "::1, 3128, [::1]:3128, ::1",
        "2001:db8::2, 1, [2001:db8::2]:1, 2001:db8::2",
    })
    void anAddressIsWrittenAlikeEachTime(String host, int port, String withPort, String alone) {
        SocketAddress address = new InetSocketAddress(host, port);
        for (int time = 0; time < 2; time++) {
            assertThat(text(address, true)).isEqualTo(withPort);
            assertThat(text(address, false)).isEqualTo(alone);
        }
    }

    @Test
    void anAddressThatIsNoneIsADash() {
        assertThat(text(null, true)).isEqualTo("-");
        assertThat(text(InetSocketAddress.createUnresolved("evil\n", 1), true)).isEqualTo("-");
    }

    @Test
    void moreAddressesThanAreRememberedAreWrittenAsWell() {
        for (int i = 0; i < 5000; i++) {
            String host = "10.0." + i / 250 + "." + i % 250;
            assertThat(text(new InetSocketAddress(host, 1), false)).isEqualTo(host);
        }
    }

    private String text(@Nullable SocketAddress address, boolean withPort) {
        return Lines.of(line -> addresses.append(address, withPort, line));
    }
}
