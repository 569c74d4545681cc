package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void versionSaysWhichBuildThisIsAndWhatItRunsOn() {
        Typed typed = Typed.type("--version");

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines())
                .satisfiesExactly(
                        version -> assertThat(version).startsWith("clearhop "),
                        commit -> assertThat(commit).startsWith("commit    "),
                        jvm -> assertThat(jvm)
                                .startsWith("JVM       ")
                                .contains(Runtime.version().toString()),
                        transport -> assertThat(transport).matches("transport \\S.*"));
    }
}
