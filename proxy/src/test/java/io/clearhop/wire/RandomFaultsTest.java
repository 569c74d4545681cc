package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.evidence.ReadMessage;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand exchanges in which client and origin fail at random, many at a time over shared origin connections. Each
 * content is made from its exchange's seed, so that a byte that is lost, doubled or another's shows at both ends.
 */
@Timeout(120)
class RandomFaultsTest {
    private static final int EXCHANGES = Integer.getInteger("clearhop.test.faults", 1_000);
    private static final long FIRST = Long.getLong("clearhop.test.seed", 1);
    private static final int CLIENTS = 8;

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong seeds = new AtomicLong(FIRST);

    @Test
    void noWrongByteIsDelivered() throws Exception {
        int before = openFiles();
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> serve(wire));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> ask(proxy, origin), "client-" + i);
                client.start();
                clients.add(client);
            }
            for (Thread client : clients) {
                client.join();
            }
            System.out.println("random faults: " + outcomes(proxy));
            assertThat(faults).isEmpty();
        }
        awaitOpenFiles(before + 5);
    }

    private static Map<Outcome, Integer> outcomes(ProxyUnderTest proxy) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        proxy.events()
                .all(ProxyEvent.ExchangeCompleted.class)
                .forEach(e -> outcomes.merge(e.summary().outcome(), 1, Integer::sum));
        return outcomes;
    }

    // The client.

    private void ask(ProxyUnderTest proxy, ScriptedOrigin origin) {
        ScriptedClient client = null;
        for (long seed = seeds.getAndIncrement(); seed < FIRST + EXCHANGES; seed = seeds.getAndIncrement()) {
            RandomPlan plan = new RandomPlan(seed);
            client = client == null ? proxy.client() : client;
            boolean goesOn = false;
            try {
                goesOn = ask(client.wire(), plan, origin.authority());
            } catch (RuntimeException | AssertionError e) {
                faults.add(plan + ": " + e);
            }
            if (!goesOn) {
                client.close();
                client = null;
            }
        }
        if (client != null) {
            client.close();
        }
    }

    /** Returns whether the connection can be used again. */
    private boolean ask(Wire wire, RandomPlan plan, String authority) {
        String request = plan.request(authority);
        boolean sent = send(wire, plan.isRequestCut() ? plan.part(request) : request);
        switch (plan.clientFault) {
            case CLOSES_WITHIN -> wire.close();
            case RESETS_WITHIN -> wire.reset();
            case LEAVES_WITHIN_THE_RESPONSE -> {
                wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
                wire.reset();
            }
            default -> {
                if (plan.clientFault == RandomPlan.ClientFault.HALF_CLOSES && sent) {
                    wire.halfClose();
                }
                Delivery got = Delivery.read(wire, "GET");
                judge(got, plan);
                return got.end() == Arrival.BYTES
                        && plan.clientFault == RandomPlan.ClientFault.NONE
                        && !got.response().values("connection").contains("close");
            }
        }
        return false;
    }

    /** False if the proxy has answered and closed meanwhile: what it has sent is still there. */
    private static boolean send(Wire wire, String bytes) {
        try {
            wire.send(bytes);
            return true;
        } catch (WireException e) {
            return false;
        }
    }

    private void judge(Delivery got, RandomPlan plan) {
        ReadMessage response = got.response();
        if (got.fault() != null || got.end() == Arrival.NOTHING) {
            faults.add(plan + " brought " + got.fault() + ", " + got.end());
        } else if (response == null || !response.start().startsWith("200 ")) {
            boolean refused =
                    response != null && response.complete() && response.start().matches("50[24] .*");
            if (plan.isFaultless() || response != null && !refused) {
                faults.add(plan + " brought " + response + ", " + got.end());
            }
        } else {
            judgeContent(response, plan);
        }
    }

    private void judgeContent(ReadMessage response, RandomPlan plan) {
        boolean prefix = plan.responseContent.startsWith(response.content())
                || plan.endsAtClose() && plan.response().endsWith(response.content());
        boolean same = response.content().equals(plan.responseContent);
        // Where only the close ends the content, nobody can tell an early close, or what was added.
        boolean mayBeOther = plan.endsAtClose()
                && (plan.originFault == RandomPlan.OriginFault.CLOSES_WITHIN
                        || plan.originFault == RandomPlan.OriginFault.SENDS_MORE);
        boolean seed = response.values("x-seed").equals(List.of(Long.toString(plan.seed)));
        if (!prefix
                || !seed
                || response.complete() && !same && !mayBeOther
                || plan.isFaultless() && !response.complete()) {
            faults.add(plan + " brought " + response.content().length() + " bytes, whole: " + response.complete()
                    + ", right so far: " + prefix + ", right exchange: " + seed);
        }
    }

    // The origin.

    private void serve(Wire wire) {
        try {
            while (wire.awaitArrival(Wire.DEFAULT_TIMEOUT) == Arrival.BYTES) {
                String head = wire.readHead();
                RandomPlan plan = new RandomPlan(Long.parseLong(head.split("[ /]+", 3)[1]));
                String content = wire.readContent(head).text();
                if (plan.isRequestCut() || !content.equals(plan.requestContent)) {
                    faults.add(plan + " became a whole request of " + content.length() + " bytes");
                }
                if (!answer(wire, plan)) {
                    return;
                }
            }
        } catch (WireException e) {
            // The proxy gave the exchange up, because its client did.
            if (!e.peerLeft()) {
                throw e;
            }
        }
    }

    /** Returns whether the connection can be used again. */
    private static boolean answer(Wire wire, RandomPlan plan) {
        String response = plan.response();
        switch (plan.originFault) {
            case CLOSES_WITHIN -> wire.send(plan.part(response));
            case RESETS_WITHIN -> {
                wire.send(plan.part(response));
                wire.reset();
            }
            case RESETS_BEFORE -> wire.reset();
            case CLOSES_BEFORE -> wire.lingeringClose();
            case PROMISES_MORE, SENDS_GARBAGE -> wire.send(response);
            default -> {
                wire.send(response);
                return !plan.endsAtClose();
            }
        }
        return false;
    }

    private static void awaitOpenFiles(int atMost) throws InterruptedException {
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        while (openFiles() > atMost && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(atMost);
    }

    private static int openFiles() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
