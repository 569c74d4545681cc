package io.clearhop.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel and the JVM know of a running proxy. */
final class ProcessFacts {
    private static final Pattern OTHER_MEMORY = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    /** Descriptors are quiet when they have not changed for 2.5 s. */
    private static final int QUIET_LOOKS = 10;

    private static final int MOST_LOOKS = 80;
    private static final long LOOK_MILLIS = 250;

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

    /** Waits until the number of descriptors has not changed for longer than anything lingers, and returns it. */
    int awaitQuietDescriptors() throws InterruptedException {
        int now = descriptors();
        for (int same = 0, tries = 0; same < QUIET_LOOKS && tries < MOST_LOOKS; tries++) {
            Thread.sleep(LOOK_MILLIS);
            int before = now;
            now = descriptors();
            same = now == before ? same + 1 : 0;
        }
        return now;
    }

    /** The most memory it ever had, in bytes: heap, buffers, code and all. */
    long peakMemory() throws IOException {
        return status("VmHWM:");
    }

    /** The memory that it has now, in bytes. */
    long memory() throws IOException {
        return status("VmRSS:");
    }

    private long status(String what) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(what)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no " + what + " in /proc/" + pid + "/status");
    }

    /** Bytes of buffers outside of the heap; the JVM must run with -XX:NativeMemoryTracking=summary. */
    long direct() throws IOException, InterruptedException {
        Matcher other = OTHER_MEMORY.matcher(jcmd("VM.native_memory summary scale=KB"));
        if (!other.find()) {
            throw new AssertionError("jcmd does not say how much memory the buffers have");
        }
        return 1024 * Long.parseLong(other.group(1));
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
        List<String> line = new ArrayList<>(List.of(Tools.ofJdk("jcmd"), Long.toString(pid)));
        line.addAll(List.of(command.split(" ")));
        return Ran.of(new ProcessBuilder(line)).text();
    }
}
