package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import io.clearhop.access.Cidr;
import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Listeners whose connections begin with a PROXY header, versions 1 and 2, as exact bytes. */
class ProxyProtocolTest {
    private static final String PAGE = head("GET / HTTP/1.1", "Host: p");
    /** The signature of version 2. */
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static final String TCP4 = SIGNATURE + "2111000c" + "c0000207" + "0a000001" + "9c40" + "1f90";
    private static final String TCP6 = SIGNATURE + "21210024" + "20010db8000000000000000000000007"
            + "20010db8000000000000000000000001" + "9c40" + "1f90";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.7 10.0.0.1 40000 8080, 192.0.2.7",
        "PROXY TCP6 2001:db8::7 2001:db8::1 40000 8080, 2001:db8:0:0:0:0:0:7",
        "PROXY TCP6 ::ffff:192.0.2.7 ::1 40000 8080, 192.0.2.7",
        "PROXY UNKNOWN, 127.0.0.1",
        "PROXY UNKNOWN whatever this may be, 127.0.0.1"
    })
    void theClientOfVersion1IsTheOneOfTheHeader(String line, String client) {
        assertThat(claimed(line + "\r\n")).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        TCP4 + ", 192.0.2.7",
        TCP6 + ", 2001:db8:0:0:0:0:0:7",
        // TLVs: a NOOP of two bytes.
        SIGNATURE + "21110011c00002070a0000019c401f900400020000, 192.0.2.7",
        // LOCAL, with and without an address; UNSPEC.
        SIGNATURE + "20000000, 127.0.0.1",
        SIGNATURE + "2011000cc00002070a0000019c401f90, 127.0.0.1",
        SIGNATURE + "21000000, 127.0.0.1"
    })
    void theClientOfVersion2IsTheOneOfTheHeader(String hex, String client) {
        assertThat(claimed(bytes(hex))).isEqualTo(client);
    }

    @Test
    void aUnixSocketHasNoAddressToTell() {
        String path = "2f746d702f61" + "00".repeat(102);
        assertThat(claimed(bytes(SIGNATURE + "213100d8" + path + path))).isEqualTo("127.0.0.1");
    }

    private static String claimed(String header) {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.listening(ListenMode.SMART)
                        .andThen(b -> b.access(
                                a -> a.plusClient(Cidr.parse("0.0.0.0/0")).plusClient(Cidr.parse("::/0")))));
                ScriptedClient client = proxy.client()) {
            client.send(header + PAGE);
            assertThat(client.readResponse().statusCode()).isEqualTo(200);
            InetSocketAddress remote = (InetSocketAddress)
                    proxy.events().await(ProxyEvent.ClientConnected.class).remote();
            assertThat(proxy.events().completed(1).clientAddress()).isEqualTo(remote);
            return remote.getAddress().getHostAddress();
        }
    }

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void theRulesAreAboutTheClientOfTheHeader(ListenMode mode) {
        try (ProxyUnderTest proxy = mode == ListenMode.SMART
                        ? ProxyUnderTest.smart(ForeignClients.allowed(mode, a -> a))
                        : ProxyUnderTest.dumb(ForeignClients.allowed(mode, a -> a));
                ScriptedClient friend = ForeignClients.connect(proxy, ForeignClients.FRIEND);
                ScriptedClient stranger = ForeignClients.connect(proxy, "198.51.100.1")) {
            assertThat(friend.exchange(PAGE).statusCode()).isEqualTo(200);
            assertThat(stranger.exchange(PAGE).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 192.0.2.7 10.0.0.1 40000 8080\r\n", "v2"})
    void aHeaderMayArriveInAnyPieces(String header) {
        String bytes = header.equals("v2") ? bytes(TCP4) : header;
        for (int cut = 1; cut <= bytes.length(); cut++) {
            try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                    ScriptedClient client = proxy.client()) {
                client.send(bytes.substring(0, cut));
                client.send(bytes.substring(cut) + PAGE);
                assertThat(client.readResponse().statusCode())
                        .as("cut at %d", cut)
                        .isEqualTo(200);
            }
        }
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = proxy.client()) {
            for (char each : (bytes + PAGE).toCharArray()) {
                client.send(String.valueOf(each));
            }
            assertThat(client.readResponse().statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: p\r\n\r\n",
                "GET /\r\n",
                "PROXY\r\nGET / HTTP/1.1\r\nHost: p\r\n\r\n",
                "PROXY TCP4 192.0.2.7 10.0.0.1 40000\r\n",
                "PROXY TCP4 192.0.2.256 10.0.0.1 40000 8080\r\n",
                "PROXY TCP4 2001:db8::7 10.0.0.1 40000 8080\r\n",
                "PROXY TCP4 192.0.2.7 10.0.0.1 65536 8080\r\n",
                "PROXY TCP4 192.0.2.7 10.0.0.1 -1 8080\r\n",
                "PROXY TCP9 192.0.2.7 10.0.0.1 40000 8080\r\n",
                "proxy TCP4 192.0.2.7 10.0.0.1 40000 8080\r\n",
                "PROXY TCP4 192.0.2.7  10.0.0.1 40000 8080\r\n"
            })
    void whatIsNoHeaderIsNeverReadAsHttp(String bytes) {
        assertClosedWithALineInTheLog(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Version 3, an unknown command, an unknown family, too short for its addresses, UDP.
                SIGNATURE + "3111000cc00002070a0000019c401f90",
                SIGNATURE + "2211000cc00002070a0000019c401f90",
                SIGNATURE + "2151000cc00002070a0000019c401f90",
                SIGNATURE + "21110004c0000207",
                SIGNATURE + "2112000cc00002070a0000019c401f90",
                "0d0a0d0a000d0a515549540b2111000cc00002070a0000019c401f90"
            })
    void whatIsNoHeaderOfVersion2IsNeverReadAsHttp(String hex) {
        assertClosedWithALineInTheLog(bytes(hex) + PAGE);
    }

    @Test
    void aLineWithoutEndIsNotWaitedForWithoutEnd() {
        assertClosedWithALineInTheLog("PROXY TCP4 " + "1".repeat(200));
    }

    private static void assertClosedWithALineInTheLog(String bytes) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.clearhop.server.ProxyProtocol");
        logger.addAppender(log);
        try {
            assertClosed(bytes);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().asString().contains("closed: /127.0.0.1:");
    }

    private static void assertClosed(String bytes) {
        try (ProxyUnderTest proxy =
                        ProxyUnderTest.smart(ForeignClients.allowed().andThen(Times.requestHead(300)));
                ScriptedClient client = proxy.client()) {
            client.send(bytes);
            assertThat(client.wire().awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
            assertThat(client.wire().receivedCount()).isZero();
            assertThat(proxy.events().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY", "PROXY TCP4 192.0.2.7 10.0.0.1 40000 8080\r"})
    void aHeaderThatIsLateIsNotWaitedFor(String begin) {
        assertClosedWithALineInTheLog(begin);
    }

    @Test
    void aSenderThatClosesEarlyIsClosed() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = proxy.client()) {
            client.send("PROXY TCP4");
            client.wire().halfClose();
            client.awaitEnd();
        }
    }

    @Test
    void aFinBehindTheRequestIsNoHarm() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = proxy.client()) {
            client.send("PROXY TCP4 192.0.2.7 10.0.0.1 40000 8080\r\n" + PAGE);
            client.wire().halfClose();
            assertThat(client.readResponse().statusCode()).isEqualTo(200);
            client.awaitEnd();
        }
    }

    @Test
    void whoIsNotTrustedCanNotClaimToBeAnybody() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed(
                        ListenMode.SMART, access -> access.plusProxyProtocolFrom(Cidr.parse("192.0.2.1"))));
                ScriptedClient client = proxy.client()) {
            assertThat(client.wire().awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
            assertThat(client.wire().receivedCount()).isZero();
            assertThat(proxy.events().all()).isEmpty();
        }
    }

    @Test
    void onAnyOtherListenerAHeaderIsNoRequest() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send("PROXY TCP4 192.0.2.7 10.0.0.1 40000 8080\r\n" + PAGE);
            assertThat(client.readResponse().statusCode()).isEqualTo(400);
        }
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    /** It quotes what was sent, of which no second line may become. */
    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "PROXY TCP4 \n12:00:00.000 INFO forged\u001b[0m\r\n"})
    void theLogTellsOfAHeaderThatIsNone(String bytes) throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.clearhop.server.ProxyProtocol");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                told.add(event.getFormattedMessage());
            }
        };
        appender.start();
        logger.addAppender(appender);
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(ForeignClients.allowed());
                ScriptedClient client = proxy.client()) {
            client.send(bytes);
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .startsWith("closed: /127.0.0.1:")
                    .contains("no valid PROXY header")
                    .matches("[\\x20-\\x7e]*");
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(told).isEmpty();
    }
}
