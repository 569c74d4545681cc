package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3986 section 3.2.2. */
class Ipv6TextTest {
    @ParameterizedTest
    @CsvSource({
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008",
        "2001:DB8::a, 20010db800000000000000000000000a",
        "0064:ff9b::7F00:0001, 0064ff9b00000000000000007f000001",
        "64:ff9b::127.0.0.1, 0064ff9b00000000000000007f000001",
        "::ffff:127.0.0.1, 00000000000000000000ffff7f000001",
        "::127.0.0.1, 0000000000000000000000007f000001",
        "1:2:3:4:5:6:255.10.0.99, 000100020003000400050006ff0a0063",
        "1:2:3:4:5::1.2.3.4, 00010002000300040005000001020304",
        "1::2:3:4:5:1.2.3.4, 00010000000200030004000501020304"
    })
    void anAddressIsReadInEveryForm(String text, String bytes) {
        assertThat(Ipv6Text.parse(text)).isEqualTo(HexFormat.of().parseHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:",
                ":1",
                "1:::2",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "12345::",
                "g::",
                "::1%eth0",
                "::1%25eth0",
                "[::1]",
                " ::1",
                "::1 ",
                "127.0.0.1",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.256",
                "::1.2.3.04",
                "::1.2.3.",
                "::1.2..4",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::.1.2.3",
                "::a.2.3.4",
                "::-1.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "1:2:3:4:5:6::1.2.3.4",
                "::\u0661"
            })
    void allElseIsNone(String text) {
        assertThat(Ipv6Text.parse(text)).isNull();
    }
}
