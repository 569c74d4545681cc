package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.HeadParser.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What came before must change nothing in what is found in a head. */
class KnownLinesTest {
    private static final String FIRST = Heads.lines(
            "GET http://o.test/first HTTP/1.1",
            "Host: o.test",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64)",
            "Accept: */*",
            "Connection: close",
            "X: 1");

    static Stream<String> heads() {
        return Stream.of(
                FIRST,
                FIRST.replace("first", "the-second"),
                FIRST.replace("Accept: */*\r\n", ""),
                FIRST.replace("Accept: */*", "Accept: text/html"),
                FIRST.replace("Accept: */*", "Cookie: a=b\r\nAccept: */*"),
                FIRST.replace("Host: o.test", "Host: other.test"),
                FIRST.replace("X: 1\r\n", ""),
                FIRST.replace("X: 1", "X: 12"),
                FIRST.replace("X: 1", "X: 1 "),
                FIRST.replace("X: 1", "X: 1\r\n 2"),
                FIRST.replace("X: 1", "X : 1"),
                FIRST.replace("X: 1", "x: 1"),
                FIRST.replace("X: 1", "X: \0"),
                FIRST.replace("X: 1\r\n", "X: 1\n"),
                FIRST.replace("X: 1\r\n", "X: 1\r"),
                FIRST.replace("X: 1", "X: 1\r\nX: 1\r\nX: 1"),
                FIRST.replace("Connection: close\r\n", "Connection: close\r\n\r\n"),
                FIRST.substring(0, FIRST.length() - 3),
                Heads.lines("GET http://o.test/first HTTP/1.1"),
                Heads.lines("GET http://o.test/first HTTP/1.1", "Y: 1", "Z: 2", "X: 1"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("heads")
    void theSameIsFoundWhateverTheHeadBeforeWas(String text) {
        List<String> others = heads().toList();
        for (String kindLine : new String[] {"GET http://o.test/first HTTP/1.1", "HTTP/1.1 200 OK"}) {
            Kind kind = kindLine.startsWith("GET") ? Kind.REQUEST : Kind.RESPONSE;
            for (String other : others) {
                for (HeadLimits limits : limits(text)) {
                    assertBeforeDoesNotMatter(
                            kind,
                            other.replace("GET http://o.test/first HTTP/1.1", kindLine),
                            text.replace("GET http://o.test/first HTTP/1.1", kindLine),
                            limits);
                }
            }
        }
    }

    /** Also such as the head just exceeds, or just keeps. */
    private static List<HeadLimits> limits(String text) {
        int size = text.length();
        return List.of(
                HeadLimits.DEFAULTS,
                new HeadLimits(size, size, 5),
                new HeadLimits(size - 1, size, 4),
                new HeadLimits(size - 2, size, 1),
                new HeadLimits(size - 7, size, 6));
    }

    private static void assertBeforeDoesNotMatter(Kind kind, String before, String text, HeadLimits limits) {
        int[] atOnce = {text.length()};
        String expected = HeadCutsTest.read(new HeadParser(kind, limits), text, atOnce);
        KnownLines known = new KnownLines();
        HeadCutsTest.read(new HeadParser(kind, HeadLimits.DEFAULTS, known), before, new int[] {before.length()});
        for (int[] reads : new int[][] {atOnce, {text.length() / 2, text.length()}, atOnce}) {
            assertThat(HeadCutsTest.read(new HeadParser(kind, limits, known), text, reads))
                    .as("%s read as %s after %s", text, Arrays.toString(reads), before)
                    .isEqualTo(expected);
        }
    }

    @Test
    void linesThatComeAgainAreFoundAtOnce() {
        KnownLines known = learnt(FIRST);
        String second = FIRST.replace("first", "the-second").replace("X: 1", "X: 2");
        Head head = new Head();
        head.take(Heads.bytes(second));

        int repeated = known.addRepeated(0, head, second.indexOf("Host"), second.length(), HeadLimits.DEFAULTS);

        assertThat(repeated).isEqualTo(4);
        assertThat(head.value(1)).isEqualTo("Mozilla/5.0 (X11; Linux x86_64)");
        assertThat(head.has(Field.CONNECTION)).isTrue();
    }

    @Test
    void aLineThatOnlyARepairMakesValidIsNotLearnt() {
        KnownLines known = learnt(FIRST);
        HeadParser responses = new HeadParser(Kind.RESPONSE, HeadLimits.DEFAULTS, known);
        responses.parse(Heads.bytes(Heads.lines("HTTP/1.1 200 OK", "X : 1")));

        HeadParser requests = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS, known);
        requests.parse(Heads.bytes(Heads.lines("GET / HTTP/1.1", "X : 1")));
        assertThat(requests.fault()).isEqualTo(Malformed.SPACE_BEFORE_COLON);
    }

    @Test
    void aHugeHeadIsNotKept() {
        KnownLines known = learnt(Heads.lines("GET / HTTP/1.1", "X: " + "x".repeat(5000)));
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS, known);
        parser.parse(Heads.bytes(Heads.lines("GET / HTTP/1.1", "Y: 1")));
        assertThat(parser.head().value(0)).isEqualTo("1");
    }

    private static KnownLines learnt(String text) {
        KnownLines known = new KnownLines();
        new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS, known).parse(Heads.bytes(text));
        return known;
    }
}
