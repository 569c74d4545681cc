package io.clearhop.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel and the JVM know of a running proxy. */
final class ProcessFacts {
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    private final long pid;

    ProcessFacts(Clearhop proxy) {
        Tools.requireProc();
        pid = proxy.pid();
    }

    /** Its open file descriptors. */
    int descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much of a processor it has used, in ticks that are usually 10 ms. */
    long cpuTicks() throws IOException {
        String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1);
        return Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
    }

    /** Waits until there are no more descriptors than there were. */
    void awaitDescriptors(int baseline) {
        Await.that(
                Duration.ofSeconds(15),
                () -> descriptors() + " descriptors are open, " + baseline + " were before",
                () -> descriptors() <= baseline);
    }

    /** The most memory it ever had, in bytes: heap, buffers, code and all. */
    long peakMemory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no VmHWM in /proc/" + pid + "/status");
    }

    /** Bytes of live objects on its heap; collects garbage first. */
    long liveHeap() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("jcmd does not say how much of the heap is used");
        }
        return 1024 * Long.parseLong(used.group(1));
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        return Ran.of(new ProcessBuilder(Tools.ofJdk("jcmd"), Long.toString(pid), command))
                .text();
    }
}
