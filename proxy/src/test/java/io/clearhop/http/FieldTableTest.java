package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTableTest {
    @ParameterizedTest
    @EnumSource
    void everyRowIsFoundInAnyCase(Field field) {
        String name = field.fieldName().toString();
        StringBuilder mixed = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < mixed.length(); i += 3) {
            mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
        }
        assertThat(find(name)).isEqualTo(field);
        assertThat(find(name.toLowerCase(Locale.ROOT))).isEqualTo(field);
        assertThat(find(name.toUpperCase(Locale.ROOT))).isEqualTo(field);
        assertThat(find(mixed.toString())).isEqualTo(field);
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatIsMerelySimilarIsFound(Field field) {
        String name = field.fieldName().toString();
        assertThat(find(name + "x")).isEqualTo(field == Field.X_FORWARDED ? field : null);
        assertThat(find("x" + name)).isNull();
        assertThat(find(name.replace('-', '_') + (name.indexOf('-') < 0 ? "_" : "")))
                .isNull();
        assertThat(find(name.substring(0, 1) + "\u00ff" + name.substring(2))).isNull();
        assertThat(find(name.substring(0, 1)))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        other -> assertThat(other).isNotEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Unknown", "a", "Hosts", "Content_Length", "Hos\u0094", "HosT2"})
    void unknownNamesAreNotFound(String name) {
        assertThat(find(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-TLS-CLIENT-CERT", "X-Forwarded-y"})
    void allFieldsOfAProxyBeforeAreOneRow(String name) {
        assertThat(find(name)).isEqualTo(Field.X_FORWARDED);
    }

    @ParameterizedTest
    @EnumSource
    void everyRowSaysWhatItIsForAndWhoSaysSo(Field field) {
        assertThat(field.sentence()).isNotBlank();
        assertThat(field.source()).matches("(RFC \\d{4} (section|appendix) [A-C0-9.]+|CVE-\\d{4}-\\d+)");
    }

    private static @Nullable Field find(String name) {
        byte[] bytes = ("?" + name + "?").getBytes(StandardCharsets.ISO_8859_1);
        return FieldTable.find(bytes, 1, name.length());
    }
}
