package io.clearhop.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send one request after the other, on connections that persist until a response says that it is the last,
 * and that forgive nothing: none repeats a request.
 */
final class SteadyLoad implements AutoCloseable {
    private static final int CLIENTS = 8;
    /** A proxy may have to start meanwhile, on a machine that is busy with these clients. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final InetSocketAddress proxy;
    private final String request;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    private SteadyLoad(InetSocketAddress proxy, String url) {
        this.proxy = proxy;
        request = RawConnection.get(url);
    }

    /** Begins; the URL's response is a 200 with a length. */
    static SteadyLoad of(InetSocketAddress proxy, String url) {
        SteadyLoad load = new SteadyLoad(proxy, url);
        for (int i = 0; i < CLIENTS; i++) {
            Thread thread = new Thread(load::run, "client-" + i);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void run() {
        while (!ending) {
            try (RawConnection connection = new RawConnection(proxy)) {
                boolean last = false;
                while (!ending && !last) {
                    last = exchange(connection);
                }
            } catch (IOException refused) {
                unanswered.add("connecting: " + refused);
                pause();
            }
        }
    }

    /** Returns whether it was the last one of its connection. */
    private boolean exchange(RawConnection connection) {
        boolean begun = false;
        try {
            connection.send(request);
            String head = connection.head();
            begun = true;
            int status = Integer.parseInt(head.substring(9, 12));
            String fields = head.toLowerCase(Locale.ROOT);
            connection.bytes(Integer.parseInt(fields.replaceFirst("(?s).*\r\ncontent-length: *(\\d+).*", "$1")));
            if (status == 200) {
                answered.incrementAndGet();
            } else {
                broken.add(head);
            }
            boolean last = fields.contains("\r\nconnection: close");
            if (last) {
                goodbyes.incrementAndGet();
            }
            return last;
        } catch (IOException lost) {
            (begun ? broken : unanswered).add(lost.toString());
            pause();
            return true;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for so many more exchanges. */
    void await(int more) {
        int goal = answered.get() + more;
        Await.that(
                PATIENCE,
                () -> more + " more exchanges; " + unanswered.size() + " got nothing, at last "
                        + unanswered.stream().reduce((one, next) -> next).orElse("-"),
                () -> answered.get() >= goal || !broken.isEmpty());
    }

    /** How many exchanges went well. */
    int answered() {
        return answered.get();
    }

    /** How many responses said that they were the last of their connection. */
    int goodbyes() {
        return goodbyes.get();
    }

    /** Connections and requests that got nothing. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Responses that were no success, or not whole. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Lets each client finish its exchange. */
    @Override
    public void close() {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
