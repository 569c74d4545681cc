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
    void eachSettingHasAVariable(Setting<?> setting) {
        Layer layer = Environment.read(Map.of(setting.variable(), " value "));

        assertThat(layer.given())
                .containsExactly(new Given(setting, "value", new Place.Environment(setting.variable())));
    }

    @Test
    void commasSeparateTheValuesOfARepeatableSettingOnly() {
        assertThat(Environment.read(Map.of("CLEARHOP_LISTEN", "a:1, b:2")).given())
                .extracting(Given::text)
                .containsExactly("a:1", "b:2");
        assertThat(Environment.read(Map.of("CLEARHOP_VIA", "a,b")).given())
                .extracting(Given::text)
                .containsExactly("a,b");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        assertThat(Environment.read(Map.of("CLEARHOP_PARENT", " "))).isEqualTo(Layer.empty());
    }

    @Test
    void aMistypedVariableIsAProblem() {
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
    void otherVariablesAreLeftAlone(String variable) {
        assertThat(Environment.read(Map.of(variable, "x"))).isEqualTo(Layer.empty());
    }
}
