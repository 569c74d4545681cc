package io.clearhop.lab.scenario;

import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the kernel's table tells of connections to some ports. It says nothing by itself, so that who waits for something
 * looks again and again.
 */
final class KernelView {
    private static final Path PROC = Path.of("/proc/self");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 2;
    private static final Text NONE = Text.of("none", "없음");

    private final Set<Integer> ports;

    /**
     * A view of the connections that have one of these ports at an end.
     *
     * @throws NotHere unless this is Linux
     */
    KernelView(Integer... ports) throws NotHere {
        this.ports = Set.of(ports);
        if (!Files.isReadable(PROC.resolve("net/tcp"))) {
            throw new NotHere(Text.of(
                    "The kernel's table of sockets, /proc/net/tcp, is not here: Linux has it. A container on Linux will do.",
                    "커널의 소켓 테이블 /proc/net/tcp가 여기에는 없다. 리눅스에만 있으니 리눅스 컨테이너에서 실행하면 된다."));
        }
    }

    /** The table as it is now. */
    TcpTable now() throws IOException {
        return TcpTable.read(PROC, ports::contains);
    }

    /** The table as soon as it is so, or as it is after some seconds. */
    TcpTable await(Predicate<TcpTable> expected) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        TcpTable table = now();
        while (!expected.test(table) && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            table = now();
        }
        return table;
    }

    /** The state of an end of a connection as soon as it is none of these. */
    Optional<TcpState> awaitAfter(int localPort, int remotePort, Set<TcpState> passing)
            throws IOException, InterruptedException {
        TcpTable after =
                await(table -> state(table, localPort, remotePort).stream().noneMatch(passing::contains));
        return state(after, localPort, remotePort);
    }

    /** The state of an end of a connection; empty if the kernel knows none such. */
    static Optional<TcpState> state(TcpTable table, int localPort, int remotePort) {
        return table.end(localPort, remotePort).map(TcpLine::state);
    }

    /** How it is called. */
    static Text name(Optional<TcpState> state) {
        return state.map(known -> Text.same(known.name())).orElse(NONE);
    }
}
