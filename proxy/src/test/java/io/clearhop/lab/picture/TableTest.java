package io.clearhop.lab.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Text;
import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table =
            new Table(Text.of("Ends & states", "양 끝과 상태"), Text.of("whose", "누구의"), Text.of("port", "포트"));

    @BeforeEach
    void rows() {
        table.row(Text.of("client", "클라이언트"), 40001);
        table.row("<origin>", 80);
    }

    @Test
    void columnsAreAsWideAsTheirWords() {
        assertThat(table.text(Language.ENGLISH, 80).lines())
                .containsExactly("whose      port", "────────────────", "client     40001", "<origin>   80");
    }

    @Test
    void hangulTakesTwoCells() {
        assertThat(table.text(Language.KOREAN, 80).lines())
                .containsExactly("누구의       포트", "──────────────────", "클라이언트   40001", "<origin>     80");
    }

    @Test
    void theDrawingIsADocumentThatSaysTheSame() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(table.svg(Language.ENGLISH).getBytes(UTF_8)));
        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("Ends & states");
        assertThat(document.getElementsByTagName("text").getLength()).isEqualTo(7);
        assertThat(document.getDocumentElement().getTextContent()).contains("<origin>", "40001");
    }
}
