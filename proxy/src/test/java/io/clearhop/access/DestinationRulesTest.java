package io.clearhop.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.http.Ipv6Text;
import io.clearhop.http.Origin;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.1.1",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "fd00:ec2::254",
                // Forms of IPv6 that a network may turn into those of IPv4.
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1::127.0.0.1",
                "64:ff9b:1:7f00:0:100::",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001:0:1:2:3:4:80ff:fffe",
                "2001:db8::5efe:127.0.0.1",
                "2001:db8::200:5efe:127.0.0.1"
            })
    void specialPlacesAreClosedToClientsOfOtherMachinesAlone(String address) {
        assertThat(ofAddress(rules("", ""), "o.test", address, false)).isEqualTo(Refusal.Kind.ADDRESS);
        assertThat(ofAddress(rules("", ""), "o.test", address, true)).isNull();
        assertThat(ofAddress(rules("*", ""), "o.test", address, false)).isEqualTo(Refusal.Kind.ADDRESS);
        assertThat(ofAddress(rules("0.0.0.0/0 ::/0 o.test", ""), "o.test", address, false))
                .as("an allowing rule for everything, or for the name, opens nothing")
                .isEqualTo(Refusal.Kind.ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.1",
                "10.0.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "223.255.255.255",
                "240.0.0.1",
                "2001:db8::1",
                "fec0::1",
                "fd00:ec2::253",
                "64:ff9b::203.0.113.1",
                "64:ff9b:1::203.0.113.1",
                "64:ff9b:1:cb00:71:100::",
                "2002:cb00:7101::1",
                "2001:0:1:2:3:4:34ff:8efe"
            })
    void allOtherAddressesAreOpenToEverybodyWithoutRules(String address) {
        assertThat(ofAddress(rules("", ""), "o.test", address, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // allow | deny | host | address | verdict
                "| 10.0.0.0/8 | o.test | 10.0.0.1 | ADDRESS",
                "| 10.0.0.0/8 | o.test | 11.0.0.1 | -",
                "| 10.0.0.0/8 | o.test | 64:ff9b::10.0.0.1 | ADDRESS",
                "| 10.0.0.0/8 | o.test | 2002:a00:1:: | ADDRESS",
                "| 10.0.0.0/8 | o.test | ::ffff:10.0.0.1 | ADDRESS",
                "| o.test | o.test | 203.0.113.1 | ADDRESS",
                "| * | o.test | 203.0.113.1 | ADDRESS",
                "10.0.0.1 | 10.0.0.0/8 | o.test | 10.0.0.1 | ADDRESS",
                "o.test | 10.0.0.0/8 | o.test | 10.0.0.1 | ADDRESS",
                "10.0.0.0/8 | | o.test | 10.0.0.1 | -",
                "10.0.0.0/8 | | o.test | 11.0.0.1 | ADDRESS",
                "10.0.0.0/8 | | o.test | 64:ff9b::10.0.0.1 | ADDRESS",
                "o.test | | o.test | 11.0.0.1 | -",
                "o.test | | other.test | 11.0.0.1 | ADDRESS",
                "* | | o.test | 11.0.0.1 | -",
                // What opens a special place names it, or a part of it.
                "127.0.0.1 * | | o.test | 127.0.0.1 | -",
                "127.0.0.0/8 | | o.test | 127.0.0.1 | -",
                "127.0.0.1 | | o.test | 127.0.0.2 | ADDRESS",
                "126.0.0.0/7 | | o.test | 127.0.0.1 | ADDRESS",
                "169.254.0.0/16 | | o.test | 169.254.1.1 | -",
                "169.254.0.0/16 | | o.test | 169.254.169.254 | ADDRESS",
                "169.254.169.254 | | o.test | 169.254.169.254 | -",
                "127.0.0.1 64:ff9b::/96 | | o.test | 64:ff9b::127.0.0.1 | -",
                "64:ff9b::/96 | | o.test | 64:ff9b::127.0.0.1 | ADDRESS"
            })
    void aDenyingRuleCountsBeforeAnAllowingOneAndThatBeforeNone(
            @Nullable String allow,
            @Nullable String deny,
            String host,
            String address,
            Refusal.@Nullable Kind verdict) {
        assertThat(ofAddress(rules(allow, deny), host, address, false)).isEqualTo(verdict);
    }

    @Test
    void rulesBindClientsOfThisMachineToo() {
        assertThat(ofAddress(rules("", "127.0.0.1"), "o.test", "127.0.0.1", true))
                .isEqualTo(Refusal.Kind.ADDRESS);
        assertThat(ofAddress(rules("10.0.0.0/8", ""), "o.test", "127.0.0.1", true))
                .isEqualTo(Refusal.Kind.ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0X7F.0x0.0.0x1",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.1.",
                "127.1.",
                "%31%32%37.0.0.1",
                "127%2e0%2E0.1",
                "0",
                "0127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "0064:FF9B:0:0::127.0.0.1",
                "::127.0.0.1",
                "2002:7f00:1::",
                "2001:db8::5efe:127.0.0.1",
                "169.254.43518",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376"
            })
    void anAddressIsFoundInEverySpelling(String host) {
        assertThat(ofTarget(rules("", ""), host, 80, false, false, false)).isEqualTo(Refusal.Kind.ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "metadata.google.internal",
                "Metadata.Google.Internal.",
                "%6detadata.google.internal",
                "metadata",
                "instance-data",
                "a..b",
                "4294967297",
                "1.0x7f000001",
                "127.0.0.256",
                "example.1",
                "0x",
                "a%00b",
                "%ef%bd%8docalhost",
                "a%2fb",
                "$x"
            })
    void specialNamesAndWhatIsNoNameAreClosed(String host) {
        assertThat(ofTarget(rules("", ""), host, 80, false, false, false)).isEqualTo(Refusal.Kind.TARGET);
        assertThat(ofTarget(rules("", ""), host, 80, false, true, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // allow | deny | host | looked up here | verdict
                "| example.org | example.org | true | TARGET",
                "| example.org | EXAMPLE.org. | true | TARGET",
                "| example.org | %65xample.org | true | TARGET",
                "| example.org | www.example.org | true | -",
                "| example.org | notexample.org | true | -",
                "| *.example.org | www.example.org | true | TARGET",
                "| *.example.org | a.b.example.org | true | TARGET",
                "| *.example.org | example.org | true | -",
                "| .example.org | example.org | true | TARGET",
                "| .example.org | www.example.org | true | TARGET",
                "| .example.org | badexample.org | true | -",
                "example.org | | example.org | true | -",
                "example.org | | other.test | true | TARGET",
                "10.0.0.0/8 | | other.test | true | -",
                "10.0.0.0/8 | | other.test | false | TARGET",
                "10.0.0.0/8 example.org | | example.org | false | -",
                "10.0.0.0/8 | | 10.0.0.1 | false | -",
                "10.0.0.0/8 | | 11.0.0.1 | false | ADDRESS",
                "metadata.google.internal | | metadata.google.internal | false | -",
                ".internal | | metadata.google.internal | false | TARGET",
                "* | | metadata.google.internal | false | TARGET"
            })
    void namesAreJudgedBeforeTheyAreLookedUp(
            @Nullable String allow,
            @Nullable String deny,
            String host,
            boolean looksUp,
            Refusal.@Nullable Kind verdict) {
        assertThat(ofTarget(rules(allow, deny), host, 80, false, false, looksUp))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 443, false, true",
        "'', 8443, false, true",
        "'', 25, false, false",
        "'', 80, false, false",
        "'', 25, true, true",
        "25, 25, false, true",
        "25, 443, false, false",
        "25, 443, true, false",
        "0, 25, false, true"
    })
    void connectReachesTheUsualPortsOrThoseThatAreNamed(String ports, int port, boolean local, boolean allowed) {
        DestinationRules rules = DestinationRules.NONE;
        for (String each : ports.split(" ", -1)) {
            rules = each.isEmpty() ? rules : rules.plusConnectPort(Integer.parseInt(each));
        }
        assertThat(ofTarget(rules, "o.test", port, true, local, true)).isEqualTo(allowed ? null : Refusal.Kind.TARGET);
        assertThat(ofTarget(rules, "o.test", port, false, local, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "*.",
                "a b",
                "ex*mple.org",
                "**",
                "*.*.org",
                "127.1",
                "0x7f.1",
                "10.0.0.1/8",
                "a/b",
                "$",
                "http://example.org/",
                "http://a:80/",
                "example.org:443"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> DestinationPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/", "http://a:80/", "example.org:443", "a/b"})
    void whatIsRefusedMayHaveBeenMeantAsAName(String text) {
        assertThatThrownBy(() -> DestinationPattern.parse(text))
                .hasMessageStartingWith("is no address, block or name; give one such as 10.0.0.0/8, example.org,");
    }

    @Test
    void aPatternIsWrittenAsItIsRead() {
        for (String text : new String[] {"*", "example.org", "*.example.org", ".example.org", "10.0.0.0/8"}) {
            assertThat(DestinationPattern.parse(text)).hasToString(text);
        }
    }

    @Test
    void aRefusalSaysWhichRuleAndWhichAddress() throws Exception {
        assertThat(rules("", "10.0.0.0/8").ofAddress("o.test", new byte[] {10, 0, 0, 1}, false))
                .isEqualTo(new Refusal(
                        Refusal.Kind.ADDRESS, "Host: o.test. Its address 10.0.0.1 is denied by the rule 10.0.0.0/8."));
    }

    private static Refusal.@Nullable Kind ofAddress(
            DestinationRules rules, String host, String address, boolean local) {
        return kind(rules.ofAddress(host, bytes(address), local));
    }

    private static byte[] bytes(String address) {
        byte[] v6 = Ipv6Text.parse(address);
        byte[] bytes = v6 != null ? v6 : NetUtil.createByteArrayFromIpAddressString(address);
        assertThat(bytes).as(address).isNotNull();
        return bytes;
    }

    private static Refusal.@Nullable Kind ofTarget(
            DestinationRules rules, String host, int port, boolean connect, boolean local, boolean looksUp) {
        return kind(rules.ofTarget(new Origin(host, port), connect, local, looksUp));
    }

    private static Refusal.@Nullable Kind kind(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.kind();
    }

    private static DestinationRules rules(@Nullable String allow, @Nullable String deny) {
        DestinationRules rules = DestinationRules.NONE;
        for (String each : words(allow)) {
            rules = rules.plusAllowed(DestinationPattern.parse(each));
        }
        for (String each : words(deny)) {
            rules = rules.plusDenied(DestinationPattern.parse(each));
        }
        return rules;
    }

    private static String[] words(@Nullable String list) {
        return list == null || list.isBlank() ? new String[0] : list.strip().split(" +", -1);
    }
}
