package io.clearhop.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "192.168.1.128/25, 192.168.1.128, true",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.1, 192.168.1.1, true",
        "192.168.1.1, 192.168.1.0, false",
        "192.168.1.1/32, 192.168.1.1, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, 10.0.0.1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "::/0, ::ffff:10.0.0.1, false"
    })
    void aBlockHoldsTheAddressesThatShareItsPrefix(String block, String address, boolean inside) throws Exception {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        InetAddress sixteen = bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : null;

        assertThat(Cidr.parse(block).contains(InetAddress.getByAddress(bytes))).isEqualTo(inside);
        if (sixteen != null) {
            assertThat(Cidr.parse(block).contains(sixteen))
                    .as("as Inet6Address")
                    .isEqualTo(inside);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1/8 | has bits behind its prefix; give 10.0.0.0/8 for the block, or the address alone",
                "fd00::1/8 | has bits behind its prefix; give fd00::/8 for the block",
                "10.0.0.0/33 | has no valid prefix length; give 0 to 32 after the slash",
                "::/129 | has no valid prefix length; give 0 to 128",
                "10.0.0.0/ | has no valid prefix length",
                "10.0.0.0/-1 | has no valid prefix length",
                "10.0.0.0/8/8 | has no valid prefix length",
                "10.0.0/8 | is no IP address or block",
                "010.0.0.0/8 | is no IP address or block",
                "0x0a.0.0.0 | is no IP address or block",
                "256.0.0.0 | is no IP address or block",
                "10.0.0.0. | is no IP address or block",
                "fe80::1%eth0 | is no IP address or block",
                "[::1] | is no IP address or block",
                "example.org | is no IP address or block; give one such as 10.0.0.0/8 or fd00::/8"
            })
    void whatIsNoBlockIsRefusedWithAReason(String text, String message) {
        assertThatThrownBy(() -> Cidr.parse(text)).hasMessageStartingWith(message);
    }

    @Test
    void itIsWrittenAsItIsRead() {
        for (String text : new String[] {"10.0.0.0/8", "10.0.0.1", "fd00::/8", "::1", "0.0.0.0/0"}) {
            assertThat(Cidr.parse(text)).hasToString(text).isEqualTo(Cidr.parse(text));
        }
        assertThat(Cidr.parse("10.0.0.0/8")).isNotEqualTo(Cidr.parse("10.0.0.0/9"));
    }
}
