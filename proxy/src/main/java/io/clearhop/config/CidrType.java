package io.clearhop.config;

import io.clearhop.access.Cidr;

/** {@code ADDRESS[/BITS]}. */
record CidrType() implements ValueType<Cidr> {
    @Override
    public String placeholder() {
        return "CIDR";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "192.168.0.0/16";
    }

    @Override
    public Cidr parse(String text) throws BadValue {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException bad) {
            throw new BadValue(String.valueOf(bad.getMessage()));
        }
    }
}
