package io.clearhop.console;

import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeKind;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.HeadsView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A recorded request as it is sent once more: its head as the client sent it, fields of the hop included, for it is these
 * that make the difference. A field whose value is masked is left out.
 *
 * @param omitted names of fields that could not be sent
 * @param problem why it is not replayed, empty if it is
 */
record ReplayRequest(String method, byte[] head, List<String> omitted, String problem) {
    /** Safe methods, whose content means nothing (RFC 9110 section 9.2.1). */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie", "cookie2");

    static ReplayRequest of(ExchangeDetail detail, boolean masked) {
        ExchangeView x = detail.brief();
        if (!REPEATABLE.contains(x.method())) {
            return not("Only GET, HEAD and OPTIONS are replayed; " + (x.method().isEmpty() ? "this" : x.method())
                    + " may change something each time.");
        }
        HeadsView heads = detail.request();
        if (heads == null || heads.receivedRaw().length == 0) {
            return not("The head of the request was not kept, so it cannot be sent again.");
        }
        if (x.kind() == ExchangeKind.UPGRADE) {
            return not("A request that switched protocols is not replayed.");
        }
        return of(x.method(), new String(heads.receivedRaw(), StandardCharsets.ISO_8859_1), masked);
    }

    private static ReplayRequest of(String method, String raw, boolean masked) {
        int end = raw.indexOf("\r\n\r\n");
        if (end < 0) {
            return not("The head of the request was not kept whole, so it cannot be sent again.");
        }
        List<String> omitted = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        boolean omitting = false;
        for (String line : raw.substring(0, end).split("\r\n", -1)) {
            boolean fold = line.startsWith(" ") || line.startsWith("\t");
            String name = line.replaceFirst(":.*", "").strip().toLowerCase(Locale.ROOT);
            if (name.equals("content-length")
                            && !line.replaceFirst("[^:]*:", "").strip().equals("0")
                    || name.equals("transfer-encoding")) {
                return not("The request has content, which is not recorded, so it cannot be sent again.");
            }
            omitting = fold ? omitting : masked && SECRET.contains(name);
            if (omitting && !fold) {
                omitted.add(line.replaceFirst(":.*", ""));
            } else if (!omitting) {
                head.append(line).append("\r\n");
            }
        }
        return new ReplayRequest(
                method, head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), omitted, "");
    }

    private static ReplayRequest not(String problem) {
        return new ReplayRequest("", new byte[0], List.of(), problem);
    }
}
