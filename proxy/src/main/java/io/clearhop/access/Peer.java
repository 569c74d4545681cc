package io.clearhop.access;

import io.clearhop.http.Origin;

/** Who is at the other end of the origin hop: whose fault something is, and who can mend it, depends on that. */
public enum Peer {
    ORIGIN("origin", "Origin: "),
    /** Whoever runs this proxy has chosen it; no client and no origin knows of it. */
    PARENT("parent proxy", "Parent proxy: --parent ");

    private final String noun;
    private final String label;

    Peer(String noun, String label) {
        this.noun = noun;
        this.label = label;
    }

    /** What it is called within a sentence. */
    public String noun() {
        return noun;
    }

    /** What it is called at the beginning of an explanation. */
    public String named(Origin address) {
        return label + address;
    }
}
