package io.clearhop.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Ways of cutting a number of bytes into reads. */
public final class Cuts {
    private static final long SEED = 20_240_607L;
    private static final int RANDOM_WAYS = 50;

    private Cuts() {}

    /**
     * One read, all ways of two reads and of three, a read for each byte, and some random ways of a fixed seed.
     *
     * @return for each way where its reads end, the last one at {@code length}
     */
    public static List<int[]> of(int length) {
        List<int[]> ways = new ArrayList<>();
        ways.add(new int[] {length});
        for (int first = 1; first < length; first++) {
            ways.add(new int[] {first, length});
            for (int second = first + 1; second < length; second++) {
                ways.add(new int[] {first, second, length});
            }
        }
        ways.add(IntStream.rangeClosed(1, length).toArray());
        ways.addAll(random(length));
        return ways;
    }

    /** Some random ways of many reads, of a fixed seed. */
    public static List<int[]> random(int length) {
        Random random = new Random(SEED);
        List<int[]> ways = new ArrayList<>();
        for (int i = 0; i < RANDOM_WAYS; i++) {
            TreeSet<Integer> ends = new TreeSet<>();
            ends.add(length);
            for (int cuts = random.nextInt(12); cuts > 0; cuts--) {
                ends.add(1 + random.nextInt(length));
            }
            ways.add(ends.stream().mapToInt(Integer::intValue).toArray());
        }
        return ways;
    }
}
