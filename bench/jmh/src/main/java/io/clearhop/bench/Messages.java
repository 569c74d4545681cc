package io.clearhop.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Messages as they are common, in buffers as the proxy has them. */
final class Messages {
    private static final String REQUEST = """
            GET http://127.0.0.1:8000/1k HTTP/1.1
            Host: 127.0.0.1:8000
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Encoding: gzip, deflate
            Accept-Language: en-GB,en;q=0.9
            Cache-Control: max-age=0
            Cookie: session=0123456789abcdef0123456789abcdef
            Referer: http://origin.test/
            Upgrade-Insecure-Requests: 1
            Proxy-Connection: keep-alive

            """;
    private static final String RESPONSE = """
            HTTP/1.1 200 OK
            Server: nginx/1.22.1
            Date: Sat, 21 Nov 2026 15:48:40 GMT
            Content-Type: text/html; charset=utf-8
            Content-Length: 1024
            Last-Modified: Sat, 21 Nov 2026 09:00:00 GMT
            Connection: keep-alive
            ETag: "6560a1b0-400"
            Accept-Ranges: bytes

            """;

    private Messages() {}

    static ByteBuf request() {
        return lines(REQUEST);
    }

    static ByteBuf response() {
        return lines(RESPONSE);
    }

    /** A whole chunked body of equal chunks. */
    static ByteBuf chunks(int count, int size) {
        String chunk = Integer.toHexString(size).toUpperCase(Locale.ROOT) + "\n" + "x".repeat(size) + "\n";
        return lines(chunk.repeat(count) + "0\n\n");
    }

    /** Room for a head that is written. */
    static ByteBuf room() {
        return PooledByteBufAllocator.DEFAULT.directBuffer(4096);
    }

    private static ByteBuf lines(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }
}
