package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcSocketsTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    @TempDir
    Path proc;

    @BeforeEach
    void tree() throws Exception {
        Files.createDirectory(proc.resolve("net"));
        Path fd = Files.createDirectory(proc.resolve("fd"));
        Files.createSymbolicLink(fd.resolve("3"), Path.of("socket:[101]"));
        Files.createSymbolicLink(fd.resolve("4"), Path.of("socket:[102]"));
        Files.createSymbolicLink(fd.resolve("5"), Path.of("socket:[103]"));
        Files.createSymbolicLink(fd.resolve("6"), Path.of("anon_inode:[eventpoll]"));
        tables(
                List.of(
                        HEADING,
                        line("0100007F:1F90", "0A", "101"),
                        line("0100007F:1F90", "01", "102"),
                        line("0100007F:1F90", "06", "0"),
                        line("0100007F:C001", "06", "0"),
                        line("0100007F:C002", "06", "0"),
                        line("0100007F:1F91", "0A", "999")),
                List.of(HEADING, line("00000000000000000000000001000000:1F90", "08", "103"), "garbage"));
    }

    private void tables(List<String> tcp, List<String> tcp6) throws Exception {
        Files.write(proc.resolve("net/tcp"), tcp);
        Files.write(proc.resolve("net/tcp6"), tcp6);
    }

    private static String line(String local, String state, String inode) {
        return "   0: " + local + " 0200007F:0001 " + state + " 00000000:00000000 00:00000000 00000000     0        0 "
                + inode + " 1 0000000000000000 100 0 0 10 0";
    }

    @Test
    void itsOwnSocketsCountAndThoseThatItHasClosed() throws Exception {
        assertThat(new ProcSockets(proc).byState(Set.of(0x1F90, 0xC001)))
                .isEqualTo(Map.of("LISTEN", 1, "ESTABLISHED", 1, "CLOSE_WAIT", 1, "TIME_WAIT", 2));
    }
}
