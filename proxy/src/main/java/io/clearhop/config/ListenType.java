package io.clearhop.config;

/** {@code [MODE=]HOST:PORT}. */
record ListenType() implements ValueType<ListenSpec> {
    private static final HostPortType ADDRESS = new HostPortType(0, "127.0.0.1:8080");
    private static final ChoiceType<ListenMode> MODE = ChoiceType.of("MODE", ListenMode.class);

    @Override
    public String placeholder() {
        return "[MODE=]HOST:PORT";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "dumb=127.0.0.1:8082";
    }

    @Override
    public ListenSpec parse(String text) throws BadValue {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new ListenSpec(null, ADDRESS.parse(text));
        }
        ListenMode mode = MODE.values().get(text.substring(0, equals));
        if (mode == null) {
            throw new BadValue("names an unknown mode; give " + MODE.range() + ", such as " + example());
        }
        return new ListenSpec(mode, ADDRESS.parse(text.substring(equals + 1)));
    }
}
