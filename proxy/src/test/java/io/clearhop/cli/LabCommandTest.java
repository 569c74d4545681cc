package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LabCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            value = {
                "lab dumb-hagn | 'dumb-hagn' is no scenario; did you mean dumb-hang?",
                "lab --times 0 dumb-hang | --times is 0; give a number from 1",
                "lab --lang de | 'de' is no language of the lab; give en or ko",
                "lab --pages x --console | --pages is not for --console; leave one of the two out",
                "lab --pages x dumb-hang | --pages plays all scenarios; leave the names out",
                "lab --pages x nothing-like-it | 'nothing-like-it' is no scenario; clearhop lab lists them"
            })
    void whatIsWrongIsSaidInOneLineWithTheFix(String words, String message) {
        assertThat(Typed.type(words)).isEqualTo(new Typed(2, "", "clearhop: " + message + System.lineSeparator()));
    }

    @Test
    void withoutAReaderNoFurtherScenarioIsPlayed() {
        try (PrintStream closed = new PrintStream(new ClosedPipe(), true, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            String[] args = {"lab", "truncated-stored", "--times", "1000000000"};

            assertThat(Main.run(args, Map.of(), closed, err)).isEqualTo(1);
        }
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int oneByte) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
