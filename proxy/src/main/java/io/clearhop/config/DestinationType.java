package io.clearhop.config;

import io.clearhop.access.DestinationPattern;

/** A block of addresses, or names. */
record DestinationType() implements ValueType<DestinationPattern> {
    @Override
    public String placeholder() {
        return "CIDR|NAME";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return ".example.org";
    }

    @Override
    public DestinationPattern parse(String text) throws BadValue {
        try {
            return DestinationPattern.parse(text);
        } catch (IllegalArgumentException bad) {
            throw new BadValue(String.valueOf(bad.getMessage()));
        }
    }
}
