package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void version_says_which_build_this_is_and_what_it_runs_on() {
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
