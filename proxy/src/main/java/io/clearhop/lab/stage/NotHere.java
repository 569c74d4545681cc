package io.clearhop.lab.stage;

/** This machine cannot show a phenomenon; the reason says what it lacks. */
public final class NotHere extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    public NotHere(Text reason) {
        super(reason.en());
        this.reason = reason;
    }

    /** What is lacking, and what would help. */
    public Text reason() {
        return reason;
    }
}
