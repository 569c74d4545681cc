package io.clearhop.config;

/** A token of RFC 9110 section 5.6.2. */
record TokenType() implements ValueType<String> {
    private static final int LONGEST = 64;

    @Override
    public String placeholder() {
        return "NAME";
    }

    @Override
    public String range() {
        return "1 to " + LONGEST + " letters, digits or !#$%&'*+-.^_`|~";
    }

    @Override
    public String example() {
        return "a-unique-name";
    }

    @Override
    public String parse(String text) throws BadValue {
        if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1," + LONGEST + "}")) {
            throw new BadValue("is not a token (RFC 9110 section 5.6.2); give " + range());
        }
        return text;
    }
}
