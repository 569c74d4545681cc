package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedTest {
    /** Found by who knows the connection or the method as well as the bytes, and tested there. */
    private static final Set<Malformed> FOUND_ELSEWHERE = EnumSet.of(
            Malformed.HEAD_CUT,
            Malformed.CONTENT_CUT,
            Malformed.CONNECT_WITH_CONTENT,
            Malformed.TRACE_WITH_CONTENT,
            Malformed.MAX_FORWARDS,
            Malformed.PROTECTED_NOMINATED,
            Malformed.LENGTH_REQUIRED);

    /** Found in HTTP/1.0 alone, so in a test of its own: {@link RequestFramingTest}. */
    private static final Set<Malformed> FOUND_IN_HTTP10 = EnumSet.of(Malformed.CODING_IN_HTTP10);

    @Test
    void everyFaultHasARowInTheTablesOfMalformedMessages() {
        Set<Malformed> found = EnumSet.copyOf(FOUND_ELSEWHERE);
        found.addAll(FOUND_IN_HTTP10);
        Stream.of(
                        RequestHeadTest.malformedHeads(),
                        ResponseHeadTest.malformedHeads(),
                        TrailerSectionTest.malformedHeads(),
                        HeadLimitsTest.malformedHeads(),
                        RequestFramingTest.malformedHeads(),
                        ResponseFramingTest.malformedHeads(),
                        RequestTargetTest.malformedHeads(),
                        RequestTargetTest.malformedHosts(),
                        ConnectionOptionsTest.malformedHeads(),
                        BodyReaderTest.malformedHeads())
                .flatMap(table -> table)
                .map(Arguments::get)
                .forEach(row -> found.add((Malformed) row[row.length - 1]));
        assertThat(found).containsExactlyInAnyOrderElementsOf(List.of(Malformed.values()));
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultHasAClientErrorOrSaysThatTheProxyDoesNotDoThat(Malformed fault) {
        assertThat(fault.status()).isIn(400, 411, 414, 431, 501, 505);
        assertThat(fault.sentence()).isNotBlank().doesNotEndWith(".");
    }
}
