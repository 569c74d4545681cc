package io.clearhop.server;

import io.clearhop.access.ClientNetwork;
import io.clearhop.config.ClientLimits;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the clients of the whole process, and says who is one too many. Thread-safe. */
final class ClientCensus {
    /** What becomes of a client. */
    enum Verdict {
        WELCOME,
        TOO_MANY,
        TOO_MANY_OF_ADDRESS,
        /** There are even too many of those that are told so. */
        NO_ANSWER
    }

    private static final int MOST_TURNED_AWAY = 256;

    private final ClientLimits limits;
    private final boolean countsAddresses;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> addresses = new ConcurrentHashMap<>();

    /**
     * Makes a census.
     *
     * @param addressesWanted whether {@link #addresses} is asked for
     */
    ClientCensus(ClientLimits limits, boolean addressesWanted) {
        this.limits = limits;
        countsAddresses = addressesWanted || limits.perAddress() > 0;
    }

    /** How many addresses the clients have that are being served. */
    int addresses() {
        return addresses.size();
    }

    /** Decides about a client; {@link #left} must be told when it goes. */
    Verdict arrived(InetAddress address) {
        if (served.incrementAndGet() > limits.connections()) {
            served.decrementAndGet();
            return turnAway(Verdict.TOO_MANY);
        }
        if (countsAddresses) {
            int ofAddress = addresses.merge(ClientNetwork.of(address), 1, Integer::sum);
            if (limits.perAddress() > 0 && ofAddress > limits.perAddress()) {
                left(address, Verdict.WELCOME);
                return turnAway(Verdict.TOO_MANY_OF_ADDRESS);
            }
        }
        return Verdict.WELCOME;
    }

    private Verdict turnAway(Verdict why) {
        if (turnedAway.incrementAndGet() > MOST_TURNED_AWAY) {
            turnedAway.decrementAndGet();
            return Verdict.NO_ANSWER;
        }
        return why;
    }

    /** A client about which this was decided has gone. */
    void left(InetAddress address, Verdict decided) {
        switch (decided) {
            case WELCOME -> {
                served.decrementAndGet();
                if (countsAddresses) {
                    addresses.computeIfPresent(
                            ClientNetwork.of(address), (key, count) -> count == 1 ? null : count - 1);
                }
            }
            case TOO_MANY, TOO_MANY_OF_ADDRESS -> turnedAway.decrementAndGet();
            case NO_ANSWER -> {}
        }
    }
}
