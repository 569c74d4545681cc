package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mixed load for a time, 20 s unless {@code CLEARHOP_SOAK_SECONDS} in the environment says otherwise: no unexplained
 * error, and neither memory nor descriptors grow.
 */
@Timeout(1200)
class SoakIT {
    private static final int SECONDS = Integer.parseInt(System.getenv().getOrDefault("CLEARHOP_SOAK_SECONDS", "20"));
    private static final int PARTS = SECONDS < 100 ? 2 : 10;
    private static final long MEGABYTE = 1 << 20;
    /** Compiled code and the allocator's arenas go on growing for some minutes. */
    private static final long MEMORY_TOLERANCE = (SECONDS < 300 ? 64 : 32) * MEGABYTE;

    private static final long HEAP_TOLERANCE = 4 * MEGABYTE;

    @AutoClose
    private Clearhop proxy;

    private ProcessFacts facts;

    /** What the process used after a part of the time, with the garbage collected. */
    private record Sample(long memory, long heap, long direct, int descriptors) {
        @Override
        public String toString() {
            return "memory %d MiB, live heap %d KiB, direct %d KiB, %d descriptors"
                    .formatted(memory / MEGABYTE, heap / 1024, direct / 1024, descriptors);
        }
    }

    @BeforeEach
    void start() throws Exception {
        proxy = Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--origin-idle-timeout", "1s")
                .jvm("-Xmx128m", "-XX:NativeMemoryTracking=summary"));
        facts = new ProcessFacts(proxy);
        // The first question of jcmd opens a socket that stays; it must not look like a leak.
        facts.liveHeap();
    }

    @Test
    void nothingFailsAndNothingGrows() throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (SoakLoad load = new SoakLoad(proxy.address())) {
            for (int part = 0; part < PARTS; part++) {
                assertThat(load.run(Math.max(1, SECONDS / PARTS))).as("faults").isEmpty();
                samples.add(sample());
                System.out.println("soak: " + samples.get(part));
            }
            System.out.println("soak: " + load.rounds() + " in " + SECONDS + " s");
        }
        Sample early = samples.get(PARTS / 2 - 1);
        Sample late = samples.get(PARTS - 1);
        assertThat(late.memory).as("memory %s", samples).isLessThan(early.memory + MEMORY_TOLERANCE);
        assertThat(late.heap).as("heap %s", samples).isLessThan(early.heap + HEAP_TOLERANCE);
        assertThat(late.direct).as("direct %s", samples).isLessThan(early.direct + MEMORY_TOLERANCE);
        assertThat(late.descriptors).as("descriptors %s", samples).isLessThanOrEqualTo(early.descriptors);
        assertThat(proxy.stderr()).isEqualTo(proxy.startLines());
    }

    private Sample sample() throws Exception {
        // Idle connections to the origin live for a second, and a client that left may be lingered for.
        int quiet = facts.awaitQuietDescriptors();
        return new Sample(facts.memory(), facts.liveHeap(), facts.direct(), quiet);
    }
}
