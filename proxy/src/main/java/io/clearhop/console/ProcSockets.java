package io.clearhop.console;

import io.clearhop.kernel.ProcessFiles;
import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** This process's sockets, counted. */
final class ProcSockets {
    private final Path proc;

    /**
     * Reads a tree.
     *
     * @param proc as {@code /proc/self}
     */
    ProcSockets(Path proc) {
        this.proc = proc;
    }

    /**
     * Sockets by state. A connection in TIME_WAIT belongs to no process any more: it counts if its own port is one of
     * these.
     *
     * @param ports of the listeners, and of connections that this process had
     */
    Map<String, Integer> byState(Set<Integer> ports) throws IOException {
        Set<Long> own = new ProcessFiles(proc).sockets();
        Map<String, Integer> counts = new TreeMap<>();
        for (TcpLine line : TcpTable.read(proc).lines()) {
            if (own.contains(line.inode()) || isOwnMemory(line, ports)) {
                counts.merge(line.state().name(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static boolean isOwnMemory(TcpLine line, Set<Integer> ports) {
        return line.isNobodys()
                && line.state() == TcpState.TIME_WAIT
                && ports.contains(line.local().getPort());
    }
}
