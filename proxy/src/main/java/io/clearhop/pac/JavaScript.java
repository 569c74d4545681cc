package io.clearhop.pac;

/** Text as JavaScript writes it. */
final class JavaScript {
    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';

    private JavaScript() {}

    /** A string literal with this value, in ASCII; also where it stands in a page. */
    static String string(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE || c == '<') {
                literal.append("\\u%04x".formatted((int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
