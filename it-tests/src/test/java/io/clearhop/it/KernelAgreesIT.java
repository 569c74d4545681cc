package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clearhop.it.Capture.Packet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the lab draws is what the kernel sent: the same ends of connections, the same delays. */
@Timeout(120)
class KernelAgreesIT {
    /** How far a thread may be behind the kernel on a busy machine, in milliseconds. */
    private static final double LATE = 150;

    private static final Pattern DELAY = Pattern.compile("the content has come, ([0-9.]+) (ms|µs) after the head");

    @TempDir
    private Path directory;

    @Test
    void theHangEndsWithTheOriginsFinAndThenTheProxys() throws Exception {
        Capture capture = Capture.of("dumb-hang", directory);
        // The rehearsal speaks HTTP/1.1.
        List<Packet> hung = capture.connection("/ HTTP/1.0\r\nConnection: keep-alive");
        List<Packet> behind = capture.connection("GET / HTTP/1.0\r\n");
        int proxy = hung.get(0).to();
        int origin = behind.get(0).to();

        Packet originEnds = behind.get(Capture.index(behind, packet -> packet.fin() && packet.from() == origin));
        Packet proxyEnds = hung.get(Capture.index(hung, packet -> packet.fin() && packet.from() == proxy));
        Packet asked = hung.stream()
                .filter(packet -> packet.payload().startsWith("GET "))
                .reduce((before, last) -> last)
                .orElseThrow();
        assertThat(behind)
                .as("requests that reached the origin")
                .filteredOn(packet -> packet.payload().startsWith("GET "))
                .hasSize(1);
        assertThat(proxyEnds.seconds()).isGreaterThan(originEnds.seconds());
        double waited = (proxyEnds.seconds() - asked.seconds()) * 1000;
        double drawn = capture.drawn("│◀─ FIN ─") - capture.drawn("│── GET http://");
        assertThat(drawn).isCloseTo(waited, within(LATE));
        assertThat(hung)
                .as("resets before the proxy's FIN")
                .noneMatch(packet -> packet.reset() && packet.seconds() < proxyEnds.seconds());
    }

    /** The origin's FIN is drawn where it is given to the kernel, which has it wait behind what the client does not take. */
    @Test
    void theEleventhRequestIsAnsweredWithAReset() throws Exception {
        Capture capture = Capture.of("full-close", directory);
        List<Packet> packets = capture.connection("GET /11 ");
        int origin = packets.get(0).to();

        int eleventh = Capture.index(packets, packet -> packet.payload().contains("GET /11 "));
        int reset = Capture.index(packets, packet -> packet.reset() && packet.from() == origin);
        assertThat(reset).isGreaterThan(eleventh);
        assertThat(capture.drawn("◀─ FIN ─")).isLessThanOrEqualTo(capture.drawn("── GET /11 "));
        assertThat(capture.drawn("◀─ RST ─")).isGreaterThanOrEqualTo(capture.drawn("── GET /11 "));
        assertThat(packets.subList(0, eleventh)).as("resets before").noneMatch(Packet::reset);
    }

    @Test
    void theSecondPieceWaitsForTheDelayedAcknowledgement() throws Exception {
        Capture capture = Capture.of("nagle-delayed-ack", directory);
        List<Packet> packets = capture.connection("POST / HTTP/1.1");
        List<Double> seen = new ArrayList<>();
        Packet head = null;
        for (Packet packet : packets) {
            if (packet.payload().startsWith("POST ")) {
                head = packet;
            } else if (head != null
                    && packet.from() == head.from()
                    && !packet.payload().isEmpty()) {
                seen.add((packet.seconds() - head.seconds()) * 1000);
                head = null;
            }
        }
        List<Double> drawn = new ArrayList<>();
        for (String line : capture.report()) {
            Matcher delay = DELAY.matcher(line);
            if (delay.find()) {
                double value = Double.parseDouble(delay.group(1));
                drawn.add(delay.group(2).equals("ms") ? value : value / 1000);
            }
        }
        assertThat(seen).hasSameSizeAs(drawn);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(drawn.get(i))
                    .as("delays, drawn " + drawn + ", on the wire " + seen)
                    .isCloseTo(seen.get(i), within(LATE));
        }
        assertThat(seen).as("a delayed acknowledgement takes 40 ms").anyMatch(delay -> delay > 30);
    }
}
