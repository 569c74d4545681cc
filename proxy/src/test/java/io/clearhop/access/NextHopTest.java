package io.clearhop.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextHopTest {
    private static final Origin PARENT = new Origin("parent", 1);

    @ParameterizedTest
    @CsvSource({
        "example.org,   example.org,     true",
        "Example.ORG,   example.org,     true",
        "example.org,   www.example.org, false",
        "example.org,   badexample.org,  false",
        "*.example.org, www.example.org, true",
        "*.example.org, a.b.example.org, true",
        "*.example.org, example.org,     false",
        ".example.org,  www.example.org, true",
        ".example.org,  example.org,     true",
        ".example.org,  badexample.org,  false",
        "localhost,     localhost,       true",
        "localhost,     127.0.0.1,       false",
        "10.0.0.0/8,    10.1.2.3,        true",
        "10.0.0.0/8,    11.0.0.0,        false",
        "10.0.0.0/9,    10.128.0.0,      false",
        "10.0.0.0/9,    10.127.0.0,      true",
        "0.0.0.0/0,     192.0.2.1,       true",
        "0.0.0.0/0,     ::1,             false",
        "0.0.0.0/0,     example.org,     false",
        "127.0.0.0/8,   127.1,           true",
        "192.0.2.1,     192.0.2.1,       true",
        "192.0.2.1,     192.0.2.2,       false",
        "fd00::/8,      fdff::1,         true",
        "fd00::/8,      fe00::1,         false",
        "::1,           ::1,             true"
    })
    void aHostIsBypassedWhereAPatternMeansIt(String pattern, String host, boolean bypassed) {
        NextHop hop = new NextHop(PARENT, List.of(DestinationPattern.parse(pattern)));
        assertThat(hop.parentFor(new Origin(host, 80))).isEqualTo(bypassed ? null : PARENT);
    }

    /** Else a tunnel to the parent would begin here, and pass by both the rules and those whom the parent trusts. */
    @Test
    void theParentItselfIsNotBypassed() {
        NextHop hop = new NextHop(new Origin("parent.test", 3128), List.of(DestinationPattern.parse(".test")));
        assertThat(hop.parentFor(new Origin("PARENT.test", 3128))).isEqualTo(hop.parent());
        assertThat(hop.parentFor(new Origin("parent.test", 3129))).isNull();
    }

    @Test
    void withoutAParentEveryOriginIsAskedDirectly() {
        assertThat(NextHop.DIRECT.parentFor(new Origin("o.test", 80))).isNull();
    }
}
