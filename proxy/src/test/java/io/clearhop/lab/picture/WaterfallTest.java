package io.clearhop.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.report.Cells;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class WaterfallTest {
    private static final Waterfall WATERFALL = new Waterfall(
            Text.of("a page & <its> objects", "페이지와 객체"),
            List.of(bar("/", 1, 0, 20, 40, 42), bar("/1", 1, 42, 42, 62, 63), bar("/2", 2, 42, 62, 82, 100)),
            Duration.ofMillis(100));

    @Test
    void phasesAreDrawnInProportion() {
        List<String> lines = WATERFALL.text(Language.ENGLISH, 65).lines().toList();
        // 65 columns are 5 of labels, 2 of space, 9 of times and 49 of bars.
        assertThat(lines).startsWith("#1 /   " + "▒".repeat(10) + "░".repeat(9) + "█ 42.0 ms");
        assertThat(lines.get(1)).isEqualTo("#1 /1  " + " ".repeat(20) + "░".repeat(10) + "█ 63.0 ms");
    }

    @Test
    void everythingFitsIntoTheColumns() {
        for (Language language : Language.values()) {
            assertThat(WATERFALL.text(language, 100).lines()).hasSize(4).allMatch(line -> Cells.width(line) <= 100);
        }
    }

    @Test
    void aMomentIsSeenThoughItIsTooShort() {
        Waterfall brief = new Waterfall(Text.same("brief"), List.of(bar("/", 1, 0, 0, 0, 0)), Duration.ofSeconds(1));
        assertThat(brief.text(Language.ENGLISH, 80)).startsWith("#1 /  █ 0 µs");
    }

    @Test
    void theDrawingIsADocumentOfItsOwn() throws Exception {
        for (Language language : Language.values()) {
            String svg = WATERFALL.svg(language);
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg)
                    .contains("prefers-color-scheme: dark", "#2 /2", Waterfall.HANDSHAKE.in(language))
                    .doesNotContain("href");
        }
    }

    @Test
    void phasesDifferInMoreThanColour() {
        assertThat(WATERFALL.svg(Language.ENGLISH))
                .contains(
                        "class=\"shake\"", "fill: url(#hatch)", "class=\"wait\"", "stroke-dasharray", "class=\"take\"");
    }

    private static Bar bar(String object, int connection, int begun, int connected, int answered, int ended) {
        return new Bar(object, connection, millis(begun), millis(connected), millis(answered), millis(ended));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
