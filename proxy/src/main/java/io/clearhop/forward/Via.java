package io.clearhop.forward;

import io.clearhop.http.Head;
import io.clearhop.http.ViaList;
import io.netty.util.AsciiString;

/** The proxy's own {@code Via} lines, one for each version that it may have received (RFC 9110 section 7.6.3). */
public final class Via {
    private static final int MINOR_VERSIONS = 10;

    private final AsciiString name;
    private final AsciiString[] lines = new AsciiString[MINOR_VERSIONS];

    /**
     * Encodes the lines once.
     *
     * @param name the pseudonym of this proxy, a token, unique among the proxies of a chain
     */
    public Via(String name) {
        this.name = AsciiString.cached(name);
        for (int minor = 0; minor < MINOR_VERSIONS; minor++) {
            lines[minor] = AsciiString.cached("Via: 1." + minor + " " + name + "\r\n");
        }
    }

    /** The line for a message as it was received. */
    public AsciiString line(Head head) {
        return lines[head.minorVersion()];
    }

    /** Whether this proxy has forwarded the message before, so that it goes round in a loop. */
    public boolean hasSigned(Head head) {
        return ViaList.names(head, name);
    }

    /** The pseudonym. */
    @Override
    public String toString() {
        return name.toString();
    }
}
