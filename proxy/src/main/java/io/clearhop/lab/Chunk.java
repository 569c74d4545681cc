package io.clearhop.lab;

/**
 * One chunk of the chunked transfer coding, RFC 9112 section 7.1.
 *
 * @param sizeLine size and extensions without the CRLF
 * @param data the chunk's data; empty for the last chunk
 * @param trailerSection what follows the last chunk, each field line with its CRLF; empty for every other chunk
 */
public record Chunk(String sizeLine, String data, String trailerSection) {
    /** Returns whether the content ends here. */
    public boolean isLast() {
        return data.isEmpty();
    }

    /** Returns the chunk as it was on the wire; the last one with its trailer section and the empty line. */
    public String raw() {
        return sizeLine + "\r\n" + (isLast() ? trailerSection : data) + "\r\n";
    }
}
