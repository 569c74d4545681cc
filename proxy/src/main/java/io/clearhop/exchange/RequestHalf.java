package io.clearhop.exchange;

/** How far the request of an exchange is. Content may still come while the response is under way already. */
public final class RequestHalf {
    private long content;
    private boolean ended;
    private boolean awaitsContinue;

    RequestHalf(boolean awaitsContinue) {
        this.awaitsContinue = awaitsContinue;
    }

    /** Bytes of content received so far. */
    public long content() {
        return content;
    }

    /** Whether all of it was received. */
    public boolean ended() {
        return ended;
    }

    /**
     * Whether the client waits for 100 (Continue) before it sends content: then a final response leaves open whether
     * content will come (RFC 9110 section 10.1.1).
     */
    public boolean awaitsContinue() {
        return awaitsContinue;
    }

    /** Content arrived, or 100 (Continue) was passed on: the client sends now. */
    public void continued() {
        awaitsContinue = false;
    }

    /** Takes note of content. */
    public void received(long total) {
        content = total;
        awaitsContinue = awaitsContinue && total == 0;
    }

    /** All of it was received. */
    public void end() {
        ended = true;
        awaitsContinue = false;
    }
}
