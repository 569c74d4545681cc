package io.clearhop.exchange;

/** How far the response of an exchange is. */
public final class ResponseHalf {
    private int status;
    private long content;
    private boolean ended;

    /** The final status sent to the client, 0 before. */
    public int status() {
        return status;
    }

    /** Whether the final head was sent to the client, after which no other response can be. */
    public boolean begun() {
        return status != 0;
    }

    /** Bytes of content sent so far. */
    public long content() {
        return content;
    }

    /** Whether all of it was sent. */
    public boolean ended() {
        return ended;
    }

    /** The final head was sent. */
    public void begin(int finalStatus) {
        status = finalStatus;
    }

    /** Takes note of content. */
    public void sent(long total) {
        content = total;
    }

    /** All of it was sent. */
    public void end() {
        ended = true;
    }
}
