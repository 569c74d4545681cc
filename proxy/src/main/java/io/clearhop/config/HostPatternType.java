package io.clearhop.config;

import io.clearhop.http.HostPattern;

/** Which hosts are meant, see {@link HostPattern#of}. */
record HostPatternType() implements ValueType<HostPattern> {
    @Override
    public String placeholder() {
        return "HOSTS";
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
    public HostPattern parse(String text) throws BadValue {
        return HostPattern.of(text)
                .orElseThrow(
                        () -> new BadValue("names no hosts; give a name such as example.org, *.example.org (the names"
                                + " under it), .example.org (both), or a block of addresses such as 10.0.0.0/8"));
    }
}
