package io.clearhop.console;

import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeKind;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.HeadsView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recorded exchanges for tests. */
final class Exchanges {
    private Exchanges() {}

    /** One that a proxy has forwarded, with these times. */
    static ExchangeView timed(
            @Nullable Double requestEnded,
            @Nullable Double forwarded,
            @Nullable Double firstByte,
            @Nullable Double ended) {
        return view("GET", ExchangeKind.EXCHANGE, requestEnded, forwarded, firstByte, ended);
    }

    /** One with this request head. */
    static ExchangeDetail withHead(String head, ExchangeKind kind) {
        byte[] raw = head.getBytes(StandardCharsets.ISO_8859_1);
        String line = head.lines().findFirst().orElse("");
        HeadsView heads = new HeadsView(line, null, List.of(), List.of(), raw, new byte[0]);
        ExchangeView view = view(line.replaceFirst(" .*", ""), kind, null, null, null, null);
        return new ExchangeDetail(view, heads, List.of(), List.of(), List.of(), List.of(), null);
    }

    /** One whose heads nobody knows. */
    static ExchangeDetail withoutHead() {
        ExchangeView view = view("GET", ExchangeKind.EXCHANGE, null, null, null, null);
        return new ExchangeDetail(view, null, List.of(), List.of(), List.of(), List.of(), "Not kept.");
    }

    private static ExchangeView view(
            String method,
            ExchangeKind kind,
            @Nullable Double requestEnded,
            @Nullable Double forwarded,
            @Nullable Double firstByte,
            @Nullable Double ended) {
        return new ExchangeView(
                1,
                2,
                1,
                3L,
                1,
                null,
                method,
                "http://o/",
                "HTTP/1.1",
                200,
                false,
                kind,
                100,
                requestEnded,
                forwarded,
                firstByte,
                ended,
                0,
                0,
                100,
                List.of(),
                null,
                null,
                null,
                null,
                true,
                null,
                1);
    }
}
