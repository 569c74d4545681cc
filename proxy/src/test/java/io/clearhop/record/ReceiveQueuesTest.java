package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ReceiveQueuesTest {
    @Test
    void anAddressIsWrittenAsTheKernelDoes() throws IOException {
        assertThat(ReceiveQueues.hex(new InetSocketAddress("127.0.0.1", 8080))).isEqualTo("0100007F:1F90");
        assertThat(ReceiveQueues.hex(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 80)))
                .isEqualTo("B80D0120000000000000000001000000:0050");
        assertThat(ReceiveQueues.hex(InetSocketAddress.createUnresolved("nowhere.test", 80)))
                .isNull();
    }

    @Test
    void aRowTellsWhatWaits() {
        String row = "   1: 0100007F:1F90 0100007F:9C40 01 00000000:0000002A 00:00000000 00000000  1000        0 1 2";
        assertThat(ReceiveQueues.isUnread(row, "0100007F:1F90", "0100007F:9C40"))
                .isTrue();
        assertThat(ReceiveQueues.isUnread(row, "0100007F:9C40", "0100007F:1F90"))
                .isFalse();
        assertThat(ReceiveQueues.isUnread(row.replace("2A", "00"), "0100007F:1F90", "0100007F:9C40"))
                .isFalse();
        assertThat(ReceiveQueues.isUnread("  sl  local_address rem_address", "0100007F:1F90", "0100007F:9C40"))
                .isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelKnowsWhatNobodyReads() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket listener = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, listener.getLocalPort());
                Socket accepted = listener.accept()) {
            var local = accepted.getLocalSocketAddress();
            var remote = accepted.getRemoteSocketAddress();
            assertThat(new ReceiveQueues().hasUnread(local, remote, 0)).isFalse();
            client.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));
            // On loopback what was sent has arrived when the write returns.
            ReceiveQueues queues = new ReceiveQueues();
            assertThat(queues.hasUnread(local, remote, 0)).isTrue();
            accepted.getInputStream().readNBytes(3);
            assertThat(queues.hasUnread(local, remote, 1000)).isFalse();
        }
    }
}
