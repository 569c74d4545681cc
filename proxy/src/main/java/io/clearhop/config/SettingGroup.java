package io.clearhop.config;

/** What settings are about: the headings of help and of the printed file. */
public enum SettingGroup {
    LISTENING("Listening"),
    ACCESS("Who may use it, and to reach what"),
    FORWARDING("Forwarding"),
    CLIENTS("Clients"),
    TIMEOUTS("How long to wait"),
    HEADS("Size of heads"),
    ORIGINS("Connections to origins"),
    NAMES("Names"),
    RECORDING("What is recorded"),
    PROCESS("Process");

    private final String heading;

    SettingGroup(String heading) {
        this.heading = heading;
    }

    /** A few words without a colon. */
    public String heading() {
        return heading;
    }
}
