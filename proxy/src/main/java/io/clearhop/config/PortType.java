package io.clearhop.config;

import io.clearhop.access.DestinationRules;
import java.util.List;

/** A port, or {@code any}. */
record PortType() implements ValueType<Integer> {
    static final String ANY = "any";
    private static final CountType NUMBER = new CountType(1, 65_535);

    @Override
    public String placeholder() {
        return "PORT|any";
    }

    @Override
    public String range() {
        return NUMBER.range() + " or any";
    }

    @Override
    public String example() {
        return "443";
    }

    @Override
    public List<String> choices() {
        return List.of(ANY, "443", "8443");
    }

    @Override
    public Integer parse(String text) throws BadValue {
        if (text.equals(ANY)) {
            return DestinationRules.ANY_PORT;
        }
        try {
            return NUMBER.parse(text);
        } catch (BadValue bad) {
            throw new BadValue("is no port; give " + range());
        }
    }
}
