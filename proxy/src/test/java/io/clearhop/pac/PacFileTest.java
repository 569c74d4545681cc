package io.clearhop.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers make of the file: it is run. */
class PacFileTest {
    private static final HostPort PROXY = new HostPort("127.0.0.1", 8080);

    /** Patterns, host, and whether one names the other. */
    private static final List<List<String>> NAMED = List.of(
            List.of("example.org", "example.org", "yes"),
            List.of("example.org", "EXAMPLE.org", "yes"),
            List.of("example.org", "example.org.", "yes"),
            List.of("example.org", "www.example.org", "no"),
            List.of("example.org", "example.org.test", "no"),
            List.of("*.example.org", "www.example.org", "yes"),
            List.of("*.example.org", "a.b.example.org", "yes"),
            List.of("*.example.org", "example.org", "no"),
            List.of(".example.org", "example.org", "yes"),
            List.of(".example.org", "www.example.org", "yes"),
            List.of(".example.org", "badexample.org", "no"),
            List.of("*", "anything.test", "yes"),
            List.of("a.test,b.test", "b.test", "yes"),
            List.of("10.0.0.0/8", "10.255.255.255", "yes"),
            List.of("10.0.0.0/8", "11.0.0.0", "no"),
            List.of("10.0.0.0/8", "10.example.org", "no"),
            List.of("192.168.4.0/22", "192.168.7.255", "yes"),
            List.of("192.168.4.0/22", "192.168.8.0", "no"),
            List.of("0.0.0.0/0", "203.0.113.7", "yes"),
            List.of("0.0.0.0/0", "[2001:db8::1]", "no"),
            List.of("10.1.2.3", "10.1.2.3", "yes"),
            List.of("10.1.2.3", "10.1.2.30", "no"),
            List.of("2001:db8::/32", "[2001:db8:ffff::1]", "yes"),
            List.of("2001:db8::/32", "2001:db8:1:2:3:4:5:6", "yes"),
            List.of("2001:db8::/32", "2001:db9::", "no"),
            List.of("2001:db8::/33", "2001:db8:8000::", "no"),
            List.of("::1", "[::1]", "yes"),
            List.of("::1", "[::2]", "no"),
            List.of("::/0", "[1:2:3:4:5:6:7::]", "yes"),
            List.of("10.0.0.0/8", "[::ffff:a01:203]", "yes"),
            List.of("10.0.0.0/8", "[::ffff:10.1.2.3]", "yes"),
            List.of("10.0.0.0/8", "intranet.test", "no"));

    @Test
    void everythingGoesThroughTheProxiesInTheirOrder() throws Exception {
        PacFile file = PacFile.of(List.of(PROXY, new HostPort("::1", 8082), new HostPort("proxy.test", 3128)));

        assertThat(ask(file, "http://example.org/", "example.org"))
                .isEqualTo("PROXY 127.0.0.1:8080; PROXY [::1]:8082; PROXY proxy.test:3128");
    }

    @Test
    void withoutAProxyTheBrowserGoesDirectlyOnlyWhereThatIsAllowed() throws Exception {
        PacFile file = new PacFile(List.of(PROXY), true, List.of(), List.of(), false);

        assertThat(ask(file, "http://example.org/", "example.org")).isEqualTo("PROXY 127.0.0.1:8080; DIRECT");
    }

    @Test
    void whatIsNamedAsDirectNeedsNoProxyAndAllElseDoes() throws Exception {
        assertThat(answers(true)).isEqualTo(expected("DIRECT", "PROXY 127.0.0.1:8080"));
    }

    @Test
    void onlyWhatIsNamedGoesThroughTheProxyAndAllElseDoesNot() throws Exception {
        assertThat(answers(false)).isEqualTo(expected("PROXY 127.0.0.1:8080", "DIRECT"));
    }

    @Test
    void aBlockOfAddressesIsForNamesWhereTheyAreLookedUp() throws Exception {
        Map<String, String> names = Map.of("intranet.test", "10.1.2.3", "outside.test", "203.0.113.7");
        PacFile literal = new PacFile(List.of(PROXY), false, Patterns.read("10.0.0.0/8"), List.of(), false);
        PacFile lookingUp = new PacFile(List.of(PROXY), false, Patterns.read("a.test, 10.0.0.0/8"), List.of(), true);

        assertThat(Node.run(
                        List.of(
                                script(literal, "http://intranet.test/", "intranet.test"),
                                script(lookingUp, "http://intranet.test/", "intranet.test"),
                                script(lookingUp, "http://outside.test/", "outside.test"),
                                script(lookingUp, "http://nowhere.test/", "nowhere.test")),
                        names))
                .containsExactly("PROXY 127.0.0.1:8080", "DIRECT", "PROXY 127.0.0.1:8080", "PROXY 127.0.0.1:8080");
    }

    @Test
    void aTextStaysTheSameThroughJavaScript() throws Exception {
        String all = "\"';\\</script>\\u0041\r\n\t\0\u007f\u00e9\u2028\u2029\ud83d\ude00${x}`";
        String literal = JavaScript.string(all);

        assertThat(literal).matches("[ -~&&[^<]]*");
        assertThat(Node.run(List.of(literal), Map.of())).containsExactly(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "\"", "", "a\nb", "a, b", "[::1]"})
    void whatWouldMeanSomethingElseInAListOfProxiesIsRefused(String host) {
        assertThatThrownBy(() -> PacFile.of(List.of(new HostPort(host, 80))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> expected(String yes, String no) {
        return NAMED.stream()
                .map(row -> row + ": " + (row.get(2).equals("yes") ? yes : no))
                .toList();
    }

    private static List<String> answers(boolean direct) throws Exception {
        List<String> scripts = new ArrayList<>();
        for (List<String> row : NAMED) {
            List<DestinationPattern> patterns = Patterns.read(row.get(0));
            List<DestinationPattern> none = List.of();
            PacFile file =
                    new PacFile(List.of(PROXY), false, direct ? patterns : none, direct ? none : patterns, false);
            scripts.add(script(file, "http://" + row.get(1) + "/", row.get(1)));
        }
        List<String> answers = Node.run(scripts, Map.of());
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            rows.add(NAMED.get(i) + ": " + answers.get(i));
        }
        return rows;
    }

    private static String ask(PacFile file, String url, String host) throws Exception {
        return Node.run(List.of(script(file, url, host)), Map.of()).get(0);
    }

    private static String script(PacFile file, String url, String host) {
        assertThat(file.text()).isASCII();
        return file.text() + "FindProxyForURL(" + JavaScript.string(url) + ", " + JavaScript.string(host) + ");";
    }
}
