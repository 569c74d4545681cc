package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    @Test
    void aProcessWithTooFewDescriptorsCannotShowAnythingAndSaysWhatItNeeds() {
        assertThatThrownBy(() -> OpenFiles.check(64))
                .isInstanceOf(NotHere.class)
                .hasMessage("This process may open only 64 files and sockets (ulimit -n); the lab needs 1024.");
    }

    @Test
    void theUsualLimitsSuffice() {
        assertThatCode(() -> OpenFiles.check(1024)).doesNotThrowAnyException();
        assertThatCode(OpenFiles::check).doesNotThrowAnyException();
    }
}
