package io.clearhop.config;

/** {@code USER:PASSWORD}, which no message repeats. */
record CredentialsType() implements ValueType<ParentCredentials> {
    @Override
    public String placeholder() {
        return "USER:PASSWORD";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "proxy:secret";
    }

    @Override
    public boolean secret() {
        return true;
    }

    @Override
    public ParentCredentials parse(String text) throws BadValue {
        return ParentCredentials.of(text);
    }
}
