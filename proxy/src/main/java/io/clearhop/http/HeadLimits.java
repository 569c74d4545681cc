package io.clearhop.http;

/**
 * How large a head may be.
 *
 * @param headSize bytes of a whole head, else 431 for a request, 502 for a response
 * @param requestLine bytes of a request line, else 414
 * @param fields field lines of a head or trailer section, else 431 or 502
 */
public record HeadLimits(int headSize, int requestLine, int fields) {
    /** 64 KiB, 16 KiB and 200 lines: RFC 9112 section 3 recommends 8,000 bytes for a request line at least. */
    public static final HeadLimits DEFAULTS = new HeadLimits(64 * 1024, 16 * 1024, 200);
}
