package io.clearhop.lab.stage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that the lab speaks. */
public enum Language {
    ENGLISH("en"),
    KOREAN("ko");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The tag of BCP 47. */
    public String tag() {
        return tag;
    }

    /** The language with this tag; {@code ko-KR} and {@code ko_KR.UTF-8} are Korean as well. */
    public static Optional<Language> of(String tag) {
        String primary = tag.split("[-_.]", 2)[0].toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.tag.equals(primary)).findFirst();
    }
}
