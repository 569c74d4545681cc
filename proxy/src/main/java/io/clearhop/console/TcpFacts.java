package io.clearhop.console;

/**
 * What the kernel knows of a connection (Linux, {@code TCP_INFO}). Windows are in segments.
 *
 * @param state as {@code ss} names it
 * @param cwnd how many segments may be on their way
 * @param retransmits of the segment that waits for an acknowledgement now
 * @param mss bytes of a segment
 */
public record TcpFacts(
        String state,
        double rttMs,
        double rttVarMs,
        double rtoMs,
        long cwnd,
        long mss,
        long unacked,
        long lost,
        long retransmits,
        long totalRetransmits) {}
