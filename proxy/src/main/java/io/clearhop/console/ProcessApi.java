package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.kernel.ProcessFiles;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.LiveState;
import io.clearhop.record.Side;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What the process uses: sockets by state, descriptors, memory. On the worker: files are read. */
final class ProcessApi {
    private static final Path PROCESS = Path.of("/proc/self");

    private final ConsoleProxy proxy;
    private final ProcSockets sockets = new ProcSockets(PROCESS);
    private final ProcessFiles files = new ProcessFiles(PROCESS);

    ProcessApi(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    Answer process() {
        return Answer.json(out -> {
            sockets(out);
            OptionalLong open = files.open();
            if (open.isPresent()) {
                out.writeObjectFieldStart("descriptors");
                out.writeNumberField("open", open.getAsLong());
                OptionalLong limit = files.limit();
                if (limit.isPresent()) {
                    out.writeNumberField("limit", limit.getAsLong());
                }
                out.writeEndObject();
            }
            Runtime runtime = Runtime.getRuntime();
            out.writeNumberField("heapUsed", runtime.totalMemory() - runtime.freeMemory());
            out.writeNumberField("heapMax", runtime.maxMemory());
            out.writeNumberField(
                    "uptimeMs", ManagementFactory.getRuntimeMXBean().getUptime());
        });
    }

    private void sockets(JsonGenerator out) throws IOException {
        Map<String, Integer> byState;
        try {
            byState = sockets.byState(ports());
        } catch (IOException notLinux) {
            return;
        }
        out.writeObjectFieldStart("sockets");
        for (Map.Entry<String, Integer> each : byState.entrySet()) {
            out.writeNumberField(each.getKey(), each.getValue());
        }
        out.writeEndObject();
    }

    /** On which connections of this process had or have their own end. */
    private Set<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        proxy.listeners().forEach(listener -> ports.add(listener.address().getPort()));
        LiveState live = proxy.live();
        if (live != null) {
            for (ConnectionView connection : live.snapshot(0).connections()) {
                if (connection.side() == Side.ORIGIN && connection.local() instanceof InetSocketAddress local) {
                    ports.add(local.getPort());
                }
            }
        }
        return ports;
    }
}
