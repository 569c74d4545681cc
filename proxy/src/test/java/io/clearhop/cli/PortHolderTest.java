package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortHolderTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout" + " inode\n";

    @TempDir
    Path proc;

    @BeforeEach
    void twoProcesses() throws IOException {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the tables below are of such a machine");
        Files.createDirectories(proc.resolve("net"));
        table(
                "tcp",
                line("0100007F:1F90", "0A", 111) + line("00000000:1F91", "0A", 222) + line("0100007F:1F92", "01", 111));
        table(
                "tcp6",
                line("00000000000000000000000001000000:1F93", "0A", 111)
                        + line("0000000000000000FFFF00000100007F:1F94", "0A", 333));
        process("7", "nginx", "socket:[111]");
        process("8", "squid", "socket:[222]");
        process("9", "java", "pipe:[1]", "socket:[333]");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8080, nginx (process 7)",
        "0.0.0.0, 8080, nginx (process 7)",
        "127.0.0.2, 8080, ",
        "127.0.0.2, 8081, squid (process 8)",
        "127.0.0.1, 8082, ",
        "::1, 8083, nginx (process 7)",
        "127.0.0.1, 8084, java (process 9)",
        "127.0.0.1, 9999, "
    })
    void findsTheProcessThatListensWhereWeWantTo(String host, int port, String holder) {
        assertThat(new PortHolder(proc).find(host, port).orElse(null)).isEqualTo(holder);
    }

    @Test
    void findsNobodyWhereThereIsNoProcOrNoPermission() throws IOException {
        assertThat(new PortHolder(proc.resolve("nowhere")).find("127.0.0.1", 8080))
                .isEmpty();
        Files.delete(proc.resolve("7/fd/0"));
        assertThat(new PortHolder(proc).find("127.0.0.1", 8080)).isEmpty();
    }

    @Test
    void findsThisVeryProcess() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "no /proc here");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(new PortHolder(Path.of("/proc")).find("127.0.0.1", socket.getLocalPort()))
                    .get()
                    .asString()
                    .contains("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    private void table(String name, String lines) throws IOException {
        Files.writeString(proc.resolve("net").resolve(name), HEADING + lines);
    }

    private static String line(String local, String state, int inode) {
        return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000  1000        0 "
                + inode + " 1 0000000000000000 100 0 0 10 0\n";
    }

    private void process(String number, String name, String... descriptors) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(number).resolve("fd"));
        Files.writeString(proc.resolve(number).resolve("comm"), name + "\n");
        for (int i = 0; i < descriptors.length; i++) {
            Files.createSymbolicLink(directory.resolve(Integer.toString(i)), Path.of(descriptors[i]));
        }
    }
}
