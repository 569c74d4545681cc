package io.clearhop.forward;

import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.List;

/** The rules of a hop for the fields after the content. They never join the head (RFC 9110 section 6.5.1). */
public final class TrailerForwarder {
    private TrailerForwarder() {}

    /**
     * Writes the trailer section that ends a chunked message, the last-chunk excluded.
     *
     * @param nominated what the head's Connection names, see {@link io.clearhop.http.ConnectionOptions#nominatedNames()}
     */
    static void write(Head trailers, List<AsciiString> nominated, ByteBuf out) {
        for (int i = 0; i < trailers.fields(); i++) {
            if (rule(trailers, i, nominated).action() == FieldRule.Action.KEPT) {
                trailers.copyLines(i, i + 1, out);
            }
        }
        OwnFields.write(OwnFields.CRLF, out);
    }

    /**
     * Tells what becomes of each line, for those who want to know.
     *
     * @param mode of the content: a message that is not chunked on the next hop has no trailer section
     */
    public static void tell(
            Head trailers, List<AsciiString> nominated, BodyForwarder.Mode mode, FieldDecisions decisions) {
        for (int i = 0; i < trailers.fields(); i++) {
            boolean lost = mode == BodyForwarder.Mode.UNCHUNK;
            decisions.received(i, lost ? FieldRule.TRAILER_LOST : rule(trailers, i, nominated));
        }
    }

    /**
     * Fields that frame, route or authenticate mean nothing, or harm, after the content (RFC 9110 section 6.5.1); all
     * protected fields but ETag are of that kind. What the head's Connection nominates goes here as well (section 7.6.1).
     */
    static FieldRule rule(Head trailers, int line, List<AsciiString> nominated) {
        Field row = trailers.row(line);
        if (row != null && row.passage() != Field.Passage.END_TO_END && row != Field.ETAG) {
            return FieldRule.TRAILER_FORBIDDEN;
        }
        for (AsciiString name : nominated) {
            if (trailers.nameEquals(line, name)) {
                return FieldRule.NOMINATED;
            }
        }
        return FieldRule.END_TO_END;
    }
}
