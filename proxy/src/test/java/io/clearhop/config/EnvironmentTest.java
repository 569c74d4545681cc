package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    static final List<Setting<?>> ALL = Settings.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void each_setting_has_a_variable(Setting<?> setting) {
        Layer layer = Environment.read(Map.of(setting.variable(), " value "));

        assertThat(layer.given())
                .containsExactly(new Given(setting, "value", new Place.Environment(setting.variable())));
    }

    @Test
    void commas_separate_the_values_of_a_repeatable_setting_only() {
        assertThat(Environment.read(Map.of("CLEARHOP_LISTEN", "a:1, b:2")).given())
                .extracting(Given::text)
                .containsExactly("a:1", "b:2");
        assertThat(Environment.read(Map.of("CLEARHOP_VIA", "a,b")).given())
                .extracting(Given::text)
                .containsExactly("a,b");
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        assertThat(Environment.read(Map.of("CLEARHOP_PARENT", " "))).isEqualTo(Layer.empty());
    }

    @Test
    void a_mistyped_variable_is_a_problem() {
        assertThat(Environment.read(Map.of("CLEARHOP_CONECT_TIMEOUT", "1s")).problems())
                .extracting(Problem::text)
                .containsExactly("CLEARHOP_CONECT_TIMEOUT is no setting; write CLEARHOP_CONNECT_TIMEOUT, or unset it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLEARHOP_HOME",
                "CLEARHOP_CONFIG",
                "CLEARHOP_PORT",
                "CLEARHOP_PORT_8080_TCP",
                "CLEARHOP_SERVICE_HOST",
                "CLEARHOP_JAVA_OPTS",
                "PATH",
                "VIA"
            })
    void other_variables_are_left_alone(String variable) {
        assertThat(Environment.read(Map.of(variable, "x"))).isEqualTo(Layer.empty());
    }
}
