package io.clearhop.lab.stage;

/** Something that a run shows beside its conversation. */
public interface Picture {
    /** What it shows. */
    Text title();

    /** The picture as lines of text, at most so many columns wide. */
    String text(Language language, int columns);

    /** The picture as a document of SVG. */
    String svg(Language language);
}
