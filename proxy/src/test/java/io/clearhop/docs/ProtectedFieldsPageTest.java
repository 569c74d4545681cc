package io.clearhop.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/connection-rules.md lists the fields that refuse to be nominated: all of them and no other. */
class ProtectedFieldsPageTest {
    private static final Pattern LIST =
            Pattern.compile("\n## Fields that refuse to be removed\n.*?\n\n((?:`[^`]+`[,.]\\s)+)", Pattern.DOTALL);

    @Test
    void thePageListsThemInTheOrderOfTheAlphabet() throws IOException {
        var list = LIST.matcher(Files.readString(Path.of("../docs/connection-rules.md")));
        assertThat(list.find()).as("the list is there").isTrue();
        List<String> named = Pattern.compile("`([^`*]+)\\*?`")
                .matcher(list.group(1))
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
        List<String> rows = Arrays.stream(Field.values())
                .filter(field -> field.passage() == Field.Passage.PROTECTED)
                .map(field -> field.fieldName().toString())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        assertThat(named).isEqualTo(rows);
    }
}
