package io.clearhop.log;

/** Writes the members of one JSON object, none of them a secret's or a nested one (RFC 8259). The observer's thread. */
final class JsonObject {
    private static final long NANOS_OF_MICRO = 1000;
    private static final long MICROS_OF_MILLI = 1000;

    private final LineBuffer line;

    private boolean empty = true;

    JsonObject(LineBuffer line) {
        this.line = line;
        line.ascii('{');
    }

    void end() {
        line.ascii('}');
    }

    /** A member's name; its value follows. */
    JsonObject name(String name) {
        line.ascii(empty ? "\"" : ",\"").ascii(name).ascii("\":");
        empty = false;
        return this;
    }

    void number(String name, long value) {
        name(name);
        line.number(value);
    }

    /** A number if it is not 0. */
    void numberIfAny(String name, long value) {
        if (value != 0) {
            number(name, value);
        }
    }

    /** Milliseconds with three decimals, if there is anything to be told. */
    void millis(String name, long nanos) {
        if (nanos >= 0) {
            long micros = nanos / NANOS_OF_MICRO;
            name(name);
            line.number(micros / MICROS_OF_MILLI).ascii('.').padded(micros % MICROS_OF_MILLI, 3);
        }
    }

    /** Text from our own tables, of letters that need no escape. */
    void word(String name, String text) {
        name(name);
        line.ascii('"').ascii(text).ascii('"');
    }

    /** Any text. */
    void text(String name, String text) {
        openText(name);
        Escape.JSON.append(text, line);
        closeText();
    }

    /** Text is appended to the line next. */
    void openText(String name) {
        name(name);
        line.ascii('"');
    }

    /** The text has been appended. */
    void closeText() {
        line.ascii('"');
    }
}
