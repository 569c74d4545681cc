package io.clearhop.config;

import java.util.ArrayList;
import java.util.List;

/** {@code [MODE=]HOST:PORT[,proxy-protocol]}. */
record ListenType() implements ValueType<ListenSpec> {
    private static final String PROXY_PROTOCOL = "proxy-protocol";
    private static final HostPortType ADDRESS = new HostPortType(0, "127.0.0.1:8080");
    private static final ChoiceType<ListenMode> MODE = ChoiceType.of("MODE", ListenMode.class);

    @Override
    public String placeholder() {
        return "[MODE=]HOST:PORT[,proxy-protocol]";
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
    public List<String> split(String text) {
        List<String> values = new ArrayList<>();
        for (String part : ValueType.super.split(text)) {
            if (part.equals(PROXY_PROTOCOL) && !values.isEmpty()) {
                values.add(values.remove(values.size() - 1) + "," + part);
            } else {
                values.add(part);
            }
        }
        return values;
    }

    @Override
    public ListenSpec parse(String text) throws BadValue {
        int comma = text.indexOf(',');
        if (comma >= 0 && !text.substring(comma + 1).equals(PROXY_PROTOCOL)) {
            throw new BadValue("names an unknown option; give proxy-protocol, or nothing, after the comma");
        }
        return parse(comma < 0 ? text : text.substring(0, comma), comma >= 0);
    }

    private ListenSpec parse(String text, boolean proxyProtocol) throws BadValue {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new ListenSpec(null, ADDRESS.parse(text), proxyProtocol);
        }
        ListenMode mode = MODE.values().get(text.substring(0, equals));
        if (mode == null) {
            throw new BadValue("names an unknown mode; give " + MODE.range() + ", such as " + example());
        }
        return new ListenSpec(mode, ADDRESS.parse(text.substring(equals + 1)), proxyProtocol);
    }
}
