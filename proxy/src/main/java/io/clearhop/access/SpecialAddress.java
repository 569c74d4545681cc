package io.clearhop.access;

import java.util.Arrays;
import java.util.List;

/**
 * Places that only clients on the proxy's own machine reach unless a rule opens them: what is behind them trusts whoever
 * can connect. One row a kind, with its blocks of addresses and its names.
 */
enum SpecialAddress {
    THIS_HOST("means this host itself (RFC 1122 section 3.2.1.3)", "0.0.0.0/8", "::"),
    LOOPBACK("is a loopback address, of the proxy's own machine", "127.0.0.0/8", "::1", ".localhost"),
    METADATA(
            "is a cloud's metadata service, which gives credentials to whoever asks",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd00:ec2::23",
            "fd20:ce::254",
            "metadata",
            ".metadata.google.internal",
            ".metadata.goog",
            ".metadata.azure.internal",
            "instance-data",
            ".instance-data.ec2.internal"),
    LINK_LOCAL("is a link-local address", "169.254.0.0/16", "fe80::/10"),
    MULTICAST("is a multicast address", "224.0.0.0/4", "ff00::/8"),
    BROADCAST("is the broadcast address", "255.255.255.255");

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // made by toList, of records
    private final List<DestinationPattern> places;

    SpecialAddress(String sentence, String... places) {
        this.sentence = sentence;
        this.places = Arrays.stream(places).map(DestinationPattern::parse).toList();
    }

    /** What it is, as the end of a sentence. */
    String sentence() {
        return sentence;
    }

    /** Whether the address lies in this row, and no rule opens it by naming that part of the row or less. */
    boolean closes(byte[] normal, List<DestinationPattern> allowed) {
        for (DestinationPattern place : places) {
            if (place instanceof Cidr block
                    && block.contains(normal)
                    && allowed.stream()
                            .noneMatch(rule ->
                                    rule instanceof Cidr open && block.contains(open) && open.contains(normal))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name is one of this row's, and no rule opens it by naming it. */
    boolean closes(String name, List<DestinationPattern> allowed) {
        return places.stream().anyMatch(place -> place.names(name))
                && allowed.stream()
                        .noneMatch(rule -> rule instanceof DestinationPattern.Named named
                                && named.names(name)
                                && places.stream().anyMatch(place -> place.names(named.name())));
    }
}
