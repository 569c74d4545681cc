package io.clearhop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTableTest {
    private static final String ESTABLISHED =
            "   1: 0100007F:1F90 0200007F:9C40 01 00000000:0000002A 00:00000000 00000000  1000        0 4711 2 0 20 4 30";

    @TempDir
    Path proc;

    @Test
    void aLineTellsOfBothEndsAndOfWhatWaits() {
        assumeLittleEndian();
        TcpLine line = TcpLine.parse(ESTABLISHED).orElseThrow();
        assertThat(line.local()).isEqualTo(new InetSocketAddress("127.0.0.1", 8080));
        assertThat(line.remote()).isEqualTo(new InetSocketAddress("127.0.0.2", 40000));
        assertThat(line.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(line.waiting()).isEqualTo(42);
        assertThat(line.inode()).isEqualTo(4711);
        assertThat(line.isNobodys()).isFalse();
        assertThat(line.joins(8080, 40000)).isTrue();
        assertThat(line.joins(40000, 8080)).isFalse();
    }

    @Test
    void aMemoryOfAConnectionTellsHowLongItStays() {
        TcpLine line = TcpLine.parse(
                        "5: 0100007F:A8A2 0100007F:1F90 06 00000000:00000000 03:00001770 00000000 0 0 0 3 0")
                .orElseThrow();
        assertThat(line.state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(line.timer()).isEqualTo(Duration.ofSeconds(60));
        assertThat(line.isNobodys()).isTrue();
    }

    @Test
    void anAddressOfIpv6IsRead() throws IOException {
        assumeLittleEndian();
        TcpLine line = TcpLine.parse(ESTABLISHED.replace("0100007F:1F90", "B80D0120000000000000000001000000:0050"))
                .orElseThrow();
        assertThat(line.local()).isEqualTo(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 80));
    }

    @ParameterizedTest
    @CsvSource({"01, ESTABLISHED", "02, SYN_SENT", "06, TIME_WAIT", "0A, LISTEN", "0B, CLOSING", "0C, SYN_RECV"})
    void statesHaveTheKernelsNumbers(String number, TcpState state) {
        assertThat(TcpLine.parse(ESTABLISHED.replace(" 01 ", " " + number + " ")))
                .get()
                .extracting(TcpLine::state)
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "1: 0100007F 0200007F:9C40 01 0:2A 00:00 0 1000 0 4711 2",
                "1: 0100:1F90 0200007F:9C40 01 0:2A 00:00 0 1000 0 4711 2",
                "1: 0100007F:1F90 0200007F:9C40 0D 0:2A 00:00 0 1000 0 4711 2",
                "1: 0100007F:1F90 0200007F:9C40 01 0:2A 00:00 0 1000 0 x 2"
            })
    void whatIsNoSocketIsPassedOver(String line) {
        assertThat(TcpLine.parse(line)).isEmpty();
    }

    @Test
    void bothTablesAreRead() throws IOException {
        Files.createDirectory(proc.resolve("net"));
        Files.write(proc.resolve("net/tcp"), List.of("heading", ESTABLISHED));
        Files.write(
                proc.resolve("net/tcp6"),
                List.of("heading", ESTABLISHED.replace(" 01 ", " 0A ").replace(" 4711 ", " 4712 ")));
        TcpTable table = TcpTable.read(proc);
        assertThat(table.lines()).extracting(TcpLine::state).containsExactly(TcpState.ESTABLISHED, TcpState.LISTEN);
        assertThat(table.end(8080, 40000)).isPresent();
        assertThat(table.end(40000, 8080)).isEmpty();
        assertThat(table.listener(8080)).isPresent();
        assertThat(table.listener(8081)).isEmpty();
    }

    @Test
    void whatTheKernelTellsTwiceIsOneSocket() throws IOException {
        Files.createDirectory(proc.resolve("net"));
        Files.write(proc.resolve("net/tcp"), List.of(ESTABLISHED, ESTABLISHED.replace(" 01 ", " 08 ")));
        assertThat(TcpTable.read(proc).lines()).extracting(TcpLine::state).containsExactly(TcpState.CLOSE_WAIT);
    }

    @ParameterizedTest
    @CsvSource({"8080, 1", "40000, 1", "4711, 0", "42, 0"})
    void socketsAreChosenByTheirPorts(int port, int found) throws IOException {
        Files.createDirectory(proc.resolve("net"));
        Files.write(proc.resolve("net/tcp"), List.of("heading", "1: :", "1: a:b c:", ESTABLISHED));
        assertThat(TcpTable.read(proc, each -> each == port).lines()).hasSize(found);
    }

    @Test
    void whereNobodyTellsItIsEmpty() throws IOException {
        assertThat(TcpTable.read(proc.resolve("none")).lines()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelTellsOfAConnectionThatNobodyHasAccepted() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        Path self = Path.of("/proc/self");
        try (ServerSocket listener = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, listener.getLocalPort())) {
            int port = listener.getLocalPort();
            TcpTable before = TcpTable.read(self);
            assertThat(before.listener(port)).get().extracting(TcpLine::waiting).isEqualTo(1L);
            assertThat(before.end(port, client.getLocalPort())).get().matches(TcpLine::isNobodys);
            try (Socket accepted = listener.accept()) {
                TcpLine end = TcpTable.read(self).end(port, accepted.getPort()).orElseThrow();
                assertThat(new ProcessFiles(self).sockets()).contains(end.inode());
            }
        }
    }

    private static void assumeLittleEndian() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the lines here are of such a machine");
    }
}
