package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTypesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, , 127.0.0.1, 8080",
        "0.0.0.0:0, , 0.0.0.0, 0",
        "localhost:65535, , localhost, 65535",
        "my_box-1.lan:80, , my_box-1.lan, 80",
        "[::1]:8080, , ::1, 8080",
        "[::]:8080, , ::, 8080",
        "dumb=127.0.0.1:8082, DUMB, 127.0.0.1, 8082",
        "smart=[::1]:0, SMART, ::1, 0"
    })
    void listenTakesAModeAHostAndAPort(String text, ListenMode mode, String host, int port) throws BadValue {
        assertThat(new ListenType().parse(text)).isEqualTo(new ListenSpec(mode, new HostPort(host, port), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":8080 | names no host; give HOST:PORT, such as 127.0.0.1:8080 for this machine only, or 0.0.0.0:8080 for every",
                "8080 | names no host; give HOST:PORT, such as 127.0.0.1:8080 for this machine only",
                "*:8080 | names no address; give HOST:PORT, such as 127.0.0.1:8080 for this machine only, or 0.0.0.0:8080",
                "localhost | names no port; give HOST:PORT, such as 127.0.0.1:8080",
                "[::1] | names no port; give HOST:PORT",
                "::1:8080 | is ambiguous; give an IPv6 address in brackets, such as [::1]:8080",
                "[fe80:8080 | names no valid host; give a host name or an IP address",
                "[not-v6]:8080 | names no valid host; give a host name or an IP address",
                "300.0.0.1:80 | names no valid host; give a host name or an IP address",
                "a b:80 | names no valid host",
                "häuser:80 | names no valid host",
                "127.0.0.1:65536 | names no valid port; give 0 to 65535 (0: the system chooses)",
                "127.0.0.1:http | names no valid port; give 0 to 65535",
                "127.0.0.1: | names no valid port; give 0 to 65535",
                "127.0.0.1:-1 | names no valid port; give 0 to 65535",
                "http://127.0.0.1:8080 | is a URL; give HOST:PORT without scheme and path, such as 127.0.0.1:8080",
                "clever=127.0.0.1:80 | names an unknown mode; give smart or dumb, such as dumb=127.0.0.1:8082",
                "=127.0.0.1:80 | names an unknown mode; give smart or dumb"
            })
    void listenSaysWhatIsMissing(String text, String message) {
        assertThatThrownBy(() -> new ListenType().parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"127.0.0.1:1,proxy-protocol | true", "smart=[::]:0,proxy-protocol | true", "127.0.0.1:1 | false"})
    void listenAsksForAProxyHeaderWhereItSaysSo(String text, boolean proxyProtocol) throws BadValue {
        assertThat(new ListenType().parse(text).proxyProtocol()).isEqualTo(proxyProtocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1,", "127.0.0.1:1,proxy", "127.0.0.1:1,proxy-protocol,proxy-protocol"})
    void listenKnowsNoOtherOption(String text) {
        assertThatThrownBy(() -> new ListenType().parse(text))
                .hasMessage("names an unknown option; give proxy-protocol, or nothing, after the comma");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:1,b:2 | a:1;b:2",
                "a:1,proxy-protocol,b:2 | a:1,proxy-protocol;b:2",
                "a:1, proxy-protocol | a:1,proxy-protocol",
                "proxy-protocol | proxy-protocol"
            })
    void anOptionOfAListenValueIsNoValueOfItsOwn(String text, String values) {
        assertThat(String.join(";", new ListenType().split(text))).isEqualTo(values);
    }

    @Test
    void aParentNeedsAPortThatCanBeConnectedTo() throws BadValue {
        HostPortType type = new HostPortType(1, "127.0.0.1:3128");

        assertThat(type.parse("proxy.lan:3128")).isEqualTo(new HostPort("proxy.lan", 3128));
        assertThatThrownBy(() -> type.parse("proxy.lan:0")).hasMessage("names no valid port; give 1 to 65535");
        assertThatThrownBy(() -> type.parse(":3128"))
                .hasMessage("names no host; give HOST:PORT, such as 127.0.0.1:3128");
    }

    @ParameterizedTest
    @CsvSource({
        "9.9.9.9, 9.9.9.9, 53",
        "9.9.9.9:5353, 9.9.9.9, 5353",
        "2620:fe::fe, 2620:fe::fe, 53",
        "[::1]:53, ::1, 53",
        "[::1], ::1, 53"
    })
    void aNameServerIsAnAddressAndPort53UnlessAnotherIsGiven(String text, String address, int port) throws Exception {
        assertThat(new NameServerType().parse(text))
                .isEqualTo(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    @ParameterizedTest
    @CsvSource({"dns.example", "dns.example:53", "9.9.9"})
    void aNameServerIsNoName(String text) {
        assertThatThrownBy(() -> new NameServerType().parse(text))
                .hasMessage("names no IP address; give ADDRESS or ADDRESS:PORT, such as 9.9.9.9 or [2620:fe::fe]:53");
    }

    @Test
    void resolveGivesANameAnAddressAndIgnoresTheNamesCase() throws Exception {
        NamedAddress entry = new NamedAddressType().parse("Origin.TEST=127.0.0.2");

        assertThat(entry).isEqualTo(new NamedAddress("origin.test", InetAddress.getByName("127.0.0.2")));
        assertThat(entry.address().getHostName()).isEqualTo("origin.test");
        assertThat(new NamedAddressType().parse("six=::1").address()).isEqualTo(InetAddress.getByName("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "origin.test, has no '='",
        "origin.test=localhost, names no IP address",
        "=127.0.0.1, names no valid host",
        "a b=127.0.0.1, names no valid host",
        "a=, names no IP address"
    })
    void resolveSaysWhatIsMissing(String text, String message) {
        assertThatThrownBy(() -> new NamedAddressType().parse(text))
                .hasMessage(message + "; give NAME=ADDRESS, such as origin.test=127.0.0.1");
    }
}
