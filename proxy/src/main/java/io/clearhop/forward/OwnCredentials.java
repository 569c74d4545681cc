package io.clearhop.forward;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line with which this proxy authenticates itself to its parent, which nobody else is shown. */
public final class OwnCredentials {
    private static final String NAME = "Proxy-Authorization: ";

    /** What is told of the line. */
    static final AsciiString HIDDEN = AsciiString.cached(NAME + "(hidden)");

    private OwnCredentials() {}

    /** The line, or nothing for an empty value. */
    static AsciiString line(String authorization) {
        return authorization.isEmpty() ? OwnFields.NOTHING : AsciiString.cached(NAME + authorization + "\r\n");
    }

    /** Makes the value unreadable in a copy of a sent head, if it was the proxy that wrote the line. */
    public static void hide(byte[] head, @Nullable List<FieldDecision> decisions) {
        if (decisions == null || decisions.stream().noneMatch(d -> d.rule() == FieldRule.CREDENTIALS_HERE)) {
            return;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        // What the client sent was removed, so this line is the proxy's.
        int value = text.indexOf("\r\n" + NAME) + 2 + NAME.length();
        for (int i = value; head[i] != '\r'; i++) {
            head[i] = '*';
        }
    }
}
