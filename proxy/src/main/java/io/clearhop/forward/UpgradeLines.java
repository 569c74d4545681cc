package io.clearhop.forward;

import io.clearhop.http.Head;
import io.clearhop.http.UpgradeProtocols;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/**
 * The proxy's own Upgrade lines. Those that were received are about the other hop and went with the removal; whoever sends
 * Upgrade sends the connection option with it (RFC 9110 section 7.8).
 */
final class UpgradeLines {
    private UpgradeLines() {}

    /**
     * Offers to the next hop what the client has offered.
     *
     * @param trailers whether the client takes trailers; one Connection line says both, for not every origin reads a
     *     second one
     */
    static void offer(UpgradeProtocols offer, boolean trailers, ByteBuf out, FieldDecisions decisions) {
        if (trailers) {
            add("TE: trailers\r\n", FieldRule.TRAILERS_WELCOME, out, decisions);
        }
        String option = trailers ? "TE, Upgrade" : "Upgrade";
        add(lines(offer, option), FieldRule.UPGRADE_OFFERED, out, decisions);
    }

    /** Tells the client what the origin names, if it names anything. */
    static void tell(Head response, FieldRule why, ByteBuf out, FieldDecisions decisions) {
        UpgradeProtocols named = UpgradeProtocols.named(response);
        if (named != null) {
            add(lines(named, "Upgrade"), why, out, decisions);
        }
    }

    private static String lines(UpgradeProtocols protocols, String option) {
        return "Upgrade: " + protocols.value() + "\r\nConnection: " + option + "\r\n";
    }

    private static void add(String lines, FieldRule rule, ByteBuf out, FieldDecisions decisions) {
        AsciiString bytes = AsciiString.of(lines);
        OwnFields.write(bytes, out);
        decisions.added(bytes, rule);
    }
}
