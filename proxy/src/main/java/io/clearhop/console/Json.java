package io.clearhop.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads JSON. What is null is left out. */
public final class Json {
    private static final int FIRST_SIZE = 8192;
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /** Writes something. */
    @FunctionalInterface
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    /** Writes something about a value. */
    @FunctionalInterface
    interface PartOf<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    /** An object with these members. */
    static byte[] object(Part members) {
        return value(out -> {
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        });
    }

    static byte[] value(Part value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            value.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return bytes.toByteArray();
    }

    /** About how many bytes there are already. */
    static long written(JsonGenerator out) {
        return out.getOutputTarget() instanceof ByteArrayOutputStream bytes ? bytes.size() : 0;
    }

    static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    static void time(JsonGenerator out, String name, @Nullable Double millis) throws IOException {
        if (millis != null) {
            out.writeNumberField(name, millis);
        }
    }

    static <T> void list(JsonGenerator out, String name, Iterable<? extends T> values, PartOf<T> each)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            each.write(out, value);
        }
        out.writeEndArray();
    }

    static void numbers(JsonGenerator out, String name, Iterable<Long> values) throws IOException {
        list(out, name, values, JsonGenerator::writeNumber);
    }

    /**
     * Reads one value: maps, lists, strings, numbers, booleans and null.
     *
     * @throws IOException if it is no JSON, or more than one value
     */
    public static @Nullable Object read(byte[] json) throws IOException {
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            Object value = read(in);
            if (in.nextToken() != null) {
                throw new IOException("something follows the value");
            }
            return value;
        }
    }

    private static @Nullable Object read(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new IOException("there is nothing");
        }
        return switch (token) {
            case START_OBJECT -> readObject(in);
            case START_ARRAY -> readArray(in);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_NULL -> null;
            default -> in.getText();
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonParser in) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            members.put(name, read(in));
        }
        return members;
    }

    private static List<@Nullable Object> readArray(JsonParser in) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(in));
        }
        return values;
    }
}
