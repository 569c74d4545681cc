package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The description of the API, held against JSON: every field must be described, every required one be there. */
final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final Set<String> seen = new HashSet<>();

    OpenApi(JsonNode document) {
        this.document = document;
    }

    List<String> paths() {
        return document.get("paths").propertyStream().map(Map.Entry::getKey).toList();
    }

    List<String> methods(String path) {
        return document.get("paths")
                .get(path)
                .propertyStream()
                .map(each -> each.getKey().toUpperCase(Locale.ROOT))
                .toList();
    }

    boolean isJson(String path) {
        return content(path, "get").has("application/json");
    }

    private JsonNode content(String path, String method) {
        return document.get("paths")
                .get(path)
                .get(method)
                .get("responses")
                .get("200")
                .get("content");
    }

    void check(String path, String method, JsonNode json) {
        check(path, content(path, method).get("application/json").get("schema"), json);
    }

    void checkSchema(String name, JsonNode json) {
        check(name, schema(name), json);
    }

    /** Schemas that nothing was checked against. */
    Set<String> unseen() {
        Set<String> unseen = new HashSet<>();
        document.get("components").get("schemas").propertyStream().forEach(each -> unseen.add(each.getKey()));
        unseen.removeAll(seen);
        return unseen;
    }

    private JsonNode schema(String name) {
        seen.add(name);
        return document.get("components").get("schemas").get(name);
    }

    private void check(String where, JsonNode given, JsonNode json) {
        JsonNode schema = resolved(given);
        if (schema.has("allOf") || schema.has("properties")) {
            object(where, schema, json);
            return;
        }
        switch (schema.get("type").asText()) {
            case "array" -> {
                assertThat(json.isArray()).as("%s is an array", where).isTrue();
                json.forEach(each -> check(where + "[]", schema.get("items"), each));
            }
            case "object" -> {
                assertThat(json.isObject()).as("%s is an object", where).isTrue();
                if (schema.has("additionalProperties")) {
                    json.forEach(each -> check(where + ".*", schema.get("additionalProperties"), each));
                }
            }
            case "integer" ->
                assertThat(json.isIntegralNumber())
                        .as("%s is an integer: %s", where, json)
                        .isTrue();
            case "number" ->
                assertThat(json.isNumber())
                        .as("%s is a number: %s", where, json)
                        .isTrue();
            case "boolean" ->
                assertThat(json.isBoolean())
                        .as("%s is a boolean: %s", where, json)
                        .isTrue();
            default -> text(where, schema, json);
        }
    }

    private static void text(String where, JsonNode schema, JsonNode json) {
        assertThat(json.isTextual()).as("%s is a string: %s", where, json).isTrue();
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(json);
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? schema(schema.get("$ref").asText().substring(SCHEMAS.length())) : schema;
    }

    private void object(String where, JsonNode schema, JsonNode json) {
        Map<String, JsonNode> properties = new HashMap<>();
        List<String> required = new ArrayList<>();
        collect(schema, properties, required);
        assertThat(json.isObject()).as("%s is an object", where).isTrue();
        assertThat(required).as("%s has all that it must have", where).allMatch(json::has);
        json.propertyStream().forEach(each -> {
            assertThat(properties).as("%s has a described field", where).containsKey(each.getKey());
            check(where + "." + each.getKey(), properties.get(each.getKey()), each.getValue());
        });
    }

    private void collect(JsonNode given, Map<String, JsonNode> properties, List<String> required) {
        JsonNode schema = resolved(given);
        if (schema.has("allOf")) {
            schema.get("allOf").forEach(part -> collect(part, properties, required));
            return;
        }
        schema.get("properties").propertyStream().forEach(each -> properties.put(each.getKey(), each.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
    }
}
