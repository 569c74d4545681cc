package io.clearhop.access;

/** What a destination rule names: a block of addresses, names, or everything. */
public sealed interface DestinationPattern permits Cidr, DestinationPattern.Everything, DestinationPattern.Named {
    /** Whether it names this host, given as {@link HostText} has it. */
    default boolean names(String host) {
        return false;
    }

    /** Whether it names this address, given as four bytes for IPv4 and sixteen for IPv6. */
    default boolean contains(byte[] normal) {
        return false;
    }

    /**
     * Reads a pattern: a block of addresses, {@code example.org} for that name, {@code *.example.org} for the names under
     * it, {@code .example.org} for both, {@code *} for everything.
     *
     * @throws IllegalArgumentException with what is wrong, as the end of a sentence
     */
    static DestinationPattern parse(String text) {
        if (text.equals("*")) {
            return new Everything();
        }
        if (text.matches("[0-9.]+(/.*)?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[^/]*(/.*)?")) {
            return Cidr.parse(text);
        }
        boolean below = text.startsWith("*.") || text.startsWith(".");
        String name = below ? text.substring(text.indexOf('.') + 1) : text;
        String canonical = HostText.of(name).name();
        if (canonical.isEmpty() || !HostText.of(name).readings().isEmpty() || canonical.indexOf('*') >= 0) {
            throw new IllegalArgumentException("is no address, block or name; give one such as 10.0.0.0/8, example.org,"
                    + " *.example.org (names under it) or .example.org (both)");
        }
        return new Named(canonical, !text.startsWith("*."), below);
    }

    /** {@code *}. */
    record Everything() implements DestinationPattern {
        @Override
        public boolean names(String host) {
            return true;
        }

        @Override
        public boolean contains(byte[] normal) {
            return true;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /**
     * Names.
     *
     * @param name in lower case, without a dot at its end
     * @param itself whether it is meant
     * @param below whether the names under it are meant
     */
    record Named(String name, boolean itself, boolean below) implements DestinationPattern {
        @Override
        public boolean names(String host) {
            return itself && host.equals(name) || below && host.endsWith("." + name);
        }

        @Override
        public String toString() {
            return (!below ? "" : itself ? "." : "*.") + name;
        }
    }
}
