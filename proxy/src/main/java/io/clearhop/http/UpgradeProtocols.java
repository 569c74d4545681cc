package io.clearhop.http;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The protocols of an Upgrade field, at least one, in their order and spelling: RFC 9110 section 7.8 as pure rules.
 *
 * @param protocols each a {@code protocol-name ["/" protocol-version]}
 */
public record UpgradeProtocols(List<AsciiString> protocols) {
    private static final AsciiString HTTP = AsciiString.cached("HTTP");
    private static final AsciiString H2 = AsciiString.cached("h2");
    private static final AsciiString H2C = AsciiString.cached("h2c");

    public UpgradeProtocols {
        protocols = List.copyOf(protocols);
    }

    /**
     * What a proxy offers to the next hop in the place of a client, or null. The field counts only if Connection names
     * it, and never in HTTP/1.0; CONNECT asks for a tunnel already. Another version of HTTP is not passed on: its tunnel
     * would take further requests past the rules of the proxy, and RFC 9113 section 3.1 has given up h2c.
     *
     * @param options the request's
     */
    public static @Nullable UpgradeProtocols offered(Head request, ConnectionOptions options, UpgradePolicy policy) {
        if (!options.upgrade()
                || policy == UpgradePolicy.STRIP
                || request.isHttp10()
                || request.method() == Method.CONNECT) {
            return null;
        }
        return of(members(request).stream()
                .filter(member -> isProtocol(member) && !isHttp(member))
                .toList());
    }

    /** What a response names, or null if it names nothing. */
    public static @Nullable UpgradeProtocols named(Head response) {
        return of(
                members(response).stream().filter(UpgradeProtocols::isProtocol).toList());
    }

    private static @Nullable UpgradeProtocols of(List<AsciiString> protocols) {
        return protocols.isEmpty() ? null : new UpgradeProtocols(protocols);
    }

    /**
     * Whether a 101 switches to what was offered here and to nothing else: its Upgrade names one protocol, or several in
     * layers, and each was offered.
     */
    public boolean allow(Head switching) {
        List<AsciiString> members = members(switching);
        return !members.isEmpty()
                && members.stream().allMatch(member -> protocols.stream().anyMatch(offer -> isSame(offer, member)));
    }

    /** The value of an Upgrade field. */
    public String value() {
        return String.join(", ", protocols);
    }

    /** The members of all lines, whatever they are. */
    private static List<AsciiString> members(Head head) {
        List<AsciiString> members = new ArrayList<>(1);
        byte[] in = head.bytes();
        for (int i = head.find(Field.UPGRADE, 0); i >= 0; i = head.find(Field.UPGRADE, i + 1)) {
            int end = head.valueEnd(i);
            for (int at = Ascii.memberStart(in, head.valueStart(i), end); at < end; ) {
                int memberEnd = Ascii.memberEnd(in, at, end);
                members.add(new AsciiString(Arrays.copyOfRange(in, at, memberEnd), false));
                at = Ascii.memberStart(in, memberEnd, end);
            }
        }
        return members;
    }

    private static boolean isProtocol(AsciiString member) {
        AsciiString name = name(member);
        return isToken(name) && (name.length() == member.length() || isToken(member.subSequence(name.length() + 1)));
    }

    private static boolean isToken(AsciiString text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Ascii.isTchar((byte) c));
    }

    private static AsciiString name(AsciiString protocol) {
        int slash = protocol.indexOf('/', 0);
        return slash < 0 ? protocol : protocol.subSequence(0, slash, false);
    }

    /** HTTP in any version, and the names that HTTP/2 and its drafts had, as in {@code h2c-14}. */
    private static boolean isHttp(AsciiString protocol) {
        AsciiString name = name(protocol);
        int hyphen = name.indexOf('-', 0);
        AsciiString family = hyphen < 0 ? name : name.subSequence(0, hyphen, false);
        return HTTP.contentEqualsIgnoreCase(name)
                || H2C.contentEqualsIgnoreCase(family)
                || H2.contentEqualsIgnoreCase(family);
    }

    /** Names are compared in any case (RFC 9110 section 7.8), versions as they are. */
    private static boolean isSame(AsciiString offer, AsciiString member) {
        AsciiString name = name(offer);
        return name.contentEqualsIgnoreCase(name(member))
                && offer.subSequence(name.length()).equals(member.subSequence(name.length()));
    }
}
