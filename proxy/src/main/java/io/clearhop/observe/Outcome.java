package io.clearhop.observe;

/** How an exchange ended: one row an outcome, for log, metrics, console and documentation. */
public enum Outcome {
    FORWARDED("forwarded", "the origin's response reached the client whole"),
    ANSWERED("answered", "the proxy answered by itself"),
    FAILED("failed", "the proxy answered with an error because the request could not be served"),
    CUT("cut", "the response was cut after its head had been sent; the client's connection was aborted"),
    ABANDONED("abandoned", "the client left before the response was complete"),
    TUNNELLED("tunnelled", "the connections became a tunnel, which has ended"),
    RELAYED("relayed", "the blind relay copied bytes until the origin closed");

    private final String label;
    private final String sentence;

    Outcome(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** The short name for logs and metrics. */
    public String label() {
        return label;
    }

    /** What it means, in words. */
    public String sentence() {
        return sentence;
    }
}
