package io.clearhop.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ObjDoubleConsumer;

/** What the Java virtual machine knows about its process. */
final class ProcessFacts {
    private static final double NANOS_OF_SECOND = 1e9;
    private static final double MILLIS_OF_SECOND = 1e3;

    private ProcessFacts() {}

    static void tell(ObjDoubleConsumer<Family> listener) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            listener.accept(Family.CPU_SECONDS, system.getProcessCpuTime() / NANOS_OF_SECOND);
            if (system instanceof UnixOperatingSystemMXBean unix) {
                listener.accept(Family.OPEN_FDS, (double) unix.getOpenFileDescriptorCount());
                listener.accept(Family.MAX_FDS, (double) unix.getMaxFileDescriptorCount());
            }
        }
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        listener.accept(Family.START_SECONDS, started / MILLIS_OF_SECOND);
        Runtime runtime = Runtime.getRuntime();
        listener.accept(Family.HEAP_BYTES, (double) runtime.totalMemory() - runtime.freeMemory());
    }
}
