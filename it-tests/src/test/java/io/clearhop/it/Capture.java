package io.clearhop.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * A scenario of the lab, played in a network namespace where nobody else talks, and the packets that tshark saw on its
 * loopback interface meanwhile.
 *
 * @param report the lines that the lab printed
 * @param packets in their order
 */
record Capture(List<String> report, List<Packet> packets) {
    /** Which are printed, tab-separated. */
    private static final String FIELDS =
            "-e frame.time_epoch -e tcp.stream -e tcp.srcport -e tcp.dstport -e tcp.flags.fin -e tcp.flags.reset -e tcp.payload";

    /** A connection to a port where nobody listens: when it is seen, all before it has been seen. */
    private static final int MARKER = 9;

    private static final String SCRIPT = """
            ip link set lo up
            "$1" -l -n -q -i lo -f tcp -T fields %s >"$2/packets" 2>"$2/errors" &
            until grep -q 'Capture started' "$2/errors"; do kill -0 $! || exit 1; sleep 0.1; done
            directory=$2
            shift 2
            "$@" && code=0 || code=$?
            (: <>/dev/tcp/127.0.0.1/%d) 2>/dev/null
            until grep -qP '^\\S+\\t\\d+\\t\\d+\\t%d\\t' "$directory/packets"; do sleep 0.1; done
            kill $!
            exit $code
            """;

    /**
     * A packet.
     *
     * @param seconds since some beginning
     * @param stream number of its connection
     * @param payload ISO-8859-1
     */
    record Packet(double seconds, int stream, int from, int to, boolean fin, boolean reset, String payload) {
        static Packet of(String line) {
            String[] fields = line.split("\t", -1);
            return new Packet(
                    Double.parseDouble(fields[0]),
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    isSet(fields[4]),
                    isSet(fields[5]),
                    new String(HexFormat.of().parseHex(fields[6]), ISO_8859_1));
        }

        private static boolean isSet(String flag) {
            return flag.equals("1") || flag.equals("True");
        }
    }

    /** Plays it; the test skips without tshark, or without the right to make a namespace. */
    static Capture of(String scenario, Path directory) throws IOException, InterruptedException {
        String tshark = Tools.find("tshark");
        String unshare = Tools.find("unshare");
        Tools.require(
                Ran.of(new ProcessBuilder(unshare, "-n", "true")).code() == 0, "no network namespace can be made here");
        String script = SCRIPT.formatted(FIELDS, MARKER, MARKER);
        List<String> command = new ArrayList<>(
                List.of(unshare, "-n", Tools.find("bash"), "-uc", script, "capture", tshark, directory.toString()));
        command.addAll(
                ClearhopCommand.of("lab", scenario, "--lang", "en").builder().command());
        Ran ran = Ran.of(new ProcessBuilder(command));
        Tools.require(ran.code() != 7, scenario + " cannot be shown here");
        if (ran.code() != 0) {
            throw new AssertionError("exit code " + ran.code() + "\n" + ran.text() + "\n" + ran.errors() + "\n"
                    + Files.readString(directory.resolve("errors")));
        }
        List<Packet> packets = Files.readAllLines(directory.resolve("packets")).stream()
                .map(Packet::of)
                .toList();
        return new Capture(ran.out(), packets);
    }

    /** The packets of the connection whose client sends something with these bytes, the first such one. */
    List<Packet> connection(String bytes) {
        int stream = packets.stream()
                .filter(packet -> packet.payload().contains(bytes))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no packet has " + bytes))
                .stream();
        return packets.stream().filter(packet -> packet.stream() == stream).toList();
    }

    /** Where the first packet of some stands that fits. */
    static int index(List<Packet> packets, Predicate<Packet> fits) {
        for (int i = 0; i < packets.size(); i++) {
            if (fits.test(packets.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such packet among " + packets);
    }

    /** The time in milliseconds of the diagram's line that has all these words, the last one if there are several. */
    double drawn(String... words) {
        return report.stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .filter(line -> line.matches(" *[0-9]+\\.[0-9] .*"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split(" ", 2)[0]))
                .reduce((before, last) -> last)
                .orElseThrow(() -> new AssertionError(
                        "no line of the diagram has " + List.of(words) + "\n" + String.join("\n", report)));
    }
}
