package io.clearhop.http;

/** Why a request that has failed is not sent once more. */
public enum RetryRefusal {
    ONCE("repeated-before", "it has been repeated once already (RFC 9110 section 9.2.2)"),
    NOT_IDEMPOTENT("not-idempotent", "its method is not idempotent (RFC 9110 section 9.2.2)"),
    NOT_SET("not-set", "retry-on does not name this failure"),
    CONTENT_LOST("content-lost", "its content is not kept, for it is longer than the 64 KiB that are"),
    ANSWERED("answered", "a part of a response had come");

    private final String label;
    private final String sentence;

    RetryRefusal(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** The short name for events and metrics. */
    public String label() {
        return label;
    }

    /** The reason, as the end of a sentence about the request. */
    public String sentence() {
        return sentence;
    }
}
