package io.clearhop.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A name server of exact bytes: it knows the addresses it was given, is silent about some names, and denies the rest. */
final class FakeDns implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int NXDOMAIN = 3;

    private final DatagramSocket socket;
    private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();
    private final CountDownLatch mayAnswer;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    FakeDns() {
        this(new CountDownLatch(0));
    }

    /** Answers nothing before the latch is open. */
    FakeDns(CountDownLatch mayAnswer) {
        this.mayAnswer = mayAnswer;
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "fake-dns");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** These addresses are the name's; none at all means silence. */
    FakeDns knows(String name, InetAddress... addresses) {
        known.put(name, List.of(addresses));
        return this;
    }

    /** The names that were asked for, as in {@code A o.test}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void run() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                mayAnswer.await();
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) {
        int end = HEADER;
        StringBuilder name = new StringBuilder();
        while (query.get(end) != 0) {
            int length = query.get(end);
            for (int i = 1; i <= length; i++) {
                name.append((char) query.get(end + i));
            }
            name.append('.');
            end += length + 1;
        }
        name.setLength(name.length() - 1);
        int type = query.getShort(end + 1);
        int questionEnd = end + 5;
        asked.add((type == A ? "A " : type == AAAA ? "AAAA " : type + " ") + name);
        List<InetAddress> addresses = known.get(name.toString());
        if (addresses != null && addresses.isEmpty()) {
            return new byte[0];
        }
        List<InetAddress> answers = addresses == null
                ? List.of()
                : addresses.stream()
                        .filter(address -> (address.getAddress().length == 4 ? A : AAAA) == type)
                        .toList();
        ByteBuffer out = ByteBuffer.allocate(512);
        out.putShort(query.getShort(0));
        // A response, recursion desired and available, and the code.
        out.putShort((short) (0x8180 | (addresses == null ? NXDOMAIN : 0)));
        out.putShort((short) 1).putShort((short) answers.size()).putInt(0);
        for (int i = HEADER; i < questionEnd; i++) {
            out.put(query.get(i));
        }
        for (InetAddress address : answers) {
            byte[] bytes = address.getAddress();
            // The name by reference to the question, class IN, one second to live.
            out.putShort((short) (0xc000 | HEADER)).putShort((short) type).putShort((short) 1);
            out.putInt(1).putShort((short) bytes.length).put(bytes);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
