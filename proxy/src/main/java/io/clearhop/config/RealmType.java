package io.clearhop.config;

/** Text that needs no escapes in a quoted string (RFC 9110 section 5.6.4). */
record RealmType() implements ValueType<String> {
    private static final int LONGEST = 128;

    @Override
    public String placeholder() {
        return "TEXT";
    }

    @Override
    public String range() {
        return "1 to " + LONGEST + " characters of ASCII, no quotes and backslashes";
    }

    @Override
    public String example() {
        return "the team's proxy";
    }

    @Override
    public String parse(String text) throws BadValue {
        if (!text.matches("[\\x20-\\x7e&&[^\"\\\\]]{1," + LONGEST + "}")) {
            throw new BadValue("is no realm; give " + range());
        }
        return text;
    }
}
