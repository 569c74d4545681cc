package io.clearhop.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A head as it was received on one side and sent on the other. Secrets are masked.
 *
 * @param receivedLine the start line, or null where the proxy made the head
 * @param sentLine the start line, or null where the head went nowhere
 * @param lineDecisions what became of the start line
 * @param fields in the order of the received head, what was added last
 * @param receivedRaw all bytes, empty for none
 * @param sentRaw all bytes, empty for none
 */
public record HeadsView(
        @Nullable String receivedLine,
        @Nullable String sentLine,
        List<FieldView> lineDecisions,
        List<FieldView> fields,
        byte[] receivedRaw,
        byte[] sentRaw) {}
