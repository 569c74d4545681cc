package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9110 section 7.6.1 and RFC 9112 section 9.6. */
class ConnectionOptionsTest {
    private final ConnectionOptions options = new ConnectionOptions();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Connection: close; true; false; false; false",
                "Connection: Keep-Alive; false; true; false; false",
                "connection: KEEP-ALIVE , Close; true; true; false; false",
                "'Connection: ,,x,\tclose,'; true; false; false; false",
                "Connection: closed; false; false; false; false",
                "Connection: xclose; false; false; false; false",
                "Connection: close=1; false; false; false; false",
                "Connection:; false; false; false; false",
                "Proxy-Connection: close; false; false; true; false",
                "Proxy-Connection: keep-alive; false; false; false; true",
                "X-Connection: close; false; false; false; false"
            })
    void theOptionsAreFoundInAnyCaseAndPlace(
            String line, boolean close, boolean keepAlive, boolean proxyClose, boolean proxyKeepAlive) {
        options.read(Heads.get(line));
        assertThat(options.close()).isEqualTo(close);
        assertThat(options.keepAlive()).isEqualTo(keepAlive);
        assertThat(options.proxyClose()).isEqualTo(proxyClose);
        assertThat(options.proxyKeepAlive()).isEqualTo(proxyKeepAlive);
    }

    /** RFC 9110 section 7.8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Connection: upgrade; true",
                "Connection: keep-alive, UpGrade; true",
                "Connection: upgrades; false",
                "Proxy-Connection: upgrade; false",
                "Upgrade: upgrade; false"
            })
    void anUpgradeIsOneOnlyIfConnectionSaysSo(String line, boolean upgrade) {
        options.read(Heads.get(line));
        assertThat(options.upgrade()).isEqualTo(upgrade);
        options.read(Heads.get());
        assertThat(options.upgrade()).isFalse();
    }

    @Test
    void allLinesOfBothFieldsCount() {
        options.read(Heads.get("Connection: X-One", "Proxy-Connection: Keep-Alive", "Connection: close", "X-One: 1"));
        assertThat(options.close()).isTrue();
        assertThat(options.proxyKeepAlive()).isTrue();
        assertThat(options.isNominated(4)).isTrue();
    }

    @Test
    void everyLineOfANominatedFieldIsNominatedBeforeAndAfterConnection() {
        assertThat(nominated("x-one: 1", "Connection: X-One,X-Two , X-ONE", "X-TWO: 2", "X-One: 3", "X-Three: 4"))
                .containsExactly(1, 3, 4);
    }

    @Test
    void aKnownFieldIsNominatedLikeAnyOther() {
        assertThat(nominated("Connection: Host, close, Keep-Alive", "Keep-Alive: timeout=5"))
                .containsExactly(0, 2);
    }

    /** The option close reserves the name, but a field of that name goes as any other (RFC 9110 section 7.6.1). */
    @Test
    void evenAFieldNamedCloseIsNominated() {
        assertThat(nominated("Connection: close", "Close: x")).containsExactly(2);
    }

    /** It is no standard field, and RFC 9110 section 7.6.1 gives only Connection the power to nominate. */
    @Test
    void proxyConnectionNominatesNothing() {
        assertThat(nominated("Proxy-Connection: X-One", "X-One: 1")).isEmpty();
    }

    @Test
    void prefixesOfNamesAreNotNominated() {
        assertThat(nominated("Connection: X-On, X-Onee, -One", "X-One: 1")).isEmpty();
    }

    @Test
    void theNamesOfEndToEndFieldsAreKeptForTheTrailerSection() {
        options.read(Heads.get("Connection: close, TE, keep-alive, X-Sum,Host, accept", "Proxy-Connection: X-Other"));
        assertThat(options.nominatedNames()).extracting(Object::toString).containsExactly("X-Sum", "accept");
        options.read(Heads.get("Connection: close, TE"));
        assertThat(options.nominatedNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Connection: Cache-Control', true",
        "'Connection: close, COOKIE', true",
        "'Connection: x-forwarded-anything', true",
        "'Connection: Content-Length', true",
        "'Connection: Transfer-Encoding, TE, Upgrade, Keep-Alive, close', false",
        "'Connection: X-Own, Proxy-Authorization', false",
        "'Proxy-Connection: Cookie', false"
    })
    void aFieldForAllRecipientsMayNotBeNominatedBeItThereOrNot(String line, boolean nominates) {
        options.read(Heads.get(line));
        assertThat(options.nominatesProtected()).isEqualTo(nominates);
        options.read(Heads.get());
        assertThat(options.nominatesProtected()).isFalse();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments("Connection: " + "a,".repeat(129), Malformed.TOO_MANY_OPTIONS),
                arguments("Connection: " + "a,".repeat(30_000), Malformed.TOO_MANY_OPTIONS),
                arguments(
                        "Connection: " + "a,".repeat(100) + "\r\nConnection: " + "b,".repeat(29),
                        Malformed.TOO_MANY_OPTIONS));
    }

    /** Each is compared with each field line: the cost of a head must not grow with the product. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("malformedHeads")
    void thereIsABoundToTheirNumber(String fields, Malformed fault) {
        options.read(Heads.get(fields));
        assertThat(options.fault()).isEqualTo(fault);
        assertThat(options.nominatedNames()).hasSizeLessThan(200);
        options.read(Heads.get("Connection: " + "a,".repeat(128) + " ,".repeat(1000)));
        assertThat(options.fault()).isNull();
    }

    @Test
    void nothingIsLeftOfTheHeadBefore() {
        options.read(
                Heads.get("Connection: close, keep-alive, X-One", "Proxy-Connection: close, keep-alive", "X-One: 1"));
        assertThat(nominated("A: 1", "B: 2", "X-One: 3")).isEmpty();
        assertThat(options.close() || options.keepAlive()).isFalse();
        assertThat(options.proxyClose() || options.proxyKeepAlive()).isFalse();
    }

    private int[] nominated(String... fields) {
        Head head = Heads.get(fields);
        options.read(head);
        return IntStream.range(0, head.fields()).filter(options::isNominated).toArray();
    }
}
