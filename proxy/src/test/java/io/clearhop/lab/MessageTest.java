package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
    private static final Request REQUEST = new Request(
            1,
            Messages.head(
                    "GET http://o.test:80/a?b HTTP/1.1",
                    "Host: o.test:80",
                    "connection: Keep-Alive,  X-a",
                    "X-A:\tone \t",
                    "Connection: close,",
                    "Empty:"),
            Content.NONE);

    @Test
    void aHeadIsItsLinesEachWithItsEndAndAnEmptyLine() {
        assertThat(Messages.head("a", "b")).isEqualTo("a\r\nb\r\n\r\n");
    }

    @Test
    void theRequestLineIsTakenApartAtItsSpaces() {
        assertThat(REQUEST.startLine()).isEqualTo("GET http://o.test:80/a?b HTTP/1.1");
        assertThat(REQUEST.method()).isEqualTo("GET");
        assertThat(REQUEST.target()).isEqualTo("http://o.test:80/a?b");
        assertThat(REQUEST.version()).isEqualTo("HTTP/1.1");
        assertThat(REQUEST.isResponse()).isFalse();
    }

    @Test
    void fieldsAreFoundWithoutRegardToCase() {
        assertThat(REQUEST.field("HOST")).isEqualTo("o.test:80");
        assertThat(REQUEST.field("Connection")).isEqualTo("Keep-Alive,  X-a, close,");
        assertThat(REQUEST.fieldValues("Connection")).containsExactly("Keep-Alive,  X-a", "close,");
        assertThat(REQUEST.listMembers("Connection")).containsExactly("keep-alive", "x-a", "close");
        assertThat(REQUEST.field("x-a")).isEqualTo("one");
        assertThat(REQUEST.field("Empty")).isEmpty();
        assertThat(REQUEST.field("Hos")).isNull();
        assertThat(REQUEST.hasField("Via")).isFalse();
    }

    @Test
    void theTargetsColonMakesTheRequestLineNoField() {
        assertThat(Message.of(Messages.head("GET: / HTTP/1.1", "Host: o")).hasField("GET"))
                .isFalse();
    }

    @Test
    void fieldLinesKeepTheirOrderCaseAndSpelling() {
        assertThat(REQUEST.fieldLines())
                .containsExactly(
                        "Host: o.test:80",
                        "connection: Keep-Alive,  X-a",
                        "X-A:\tone \t",
                        "Connection: close,",
                        "Empty:");
    }

    @Test
    void aBareLineFeedBeginsNoFieldLine() {
        Message message = Message.of(Messages.head("GET / HTTP/1.1", "A: x\nB: y"));
        assertThat(message.field("A")).isEqualTo("x\nB: y");
        assertThat(message.hasField("B")).isFalse();
    }

    @Test
    void theStatusCodeIsOfAStatusLineOnly() {
        assertThat(response("HTTP/1.1 204 No Content").statusCode()).isEqualTo(204);
        assertThat(response("HTTP/1.0 404 ").statusCode()).isEqualTo(404);
        assertThatThrownBy(response("HTTP/1.1 20 OK")::statusCode).hasMessageContaining("HTTP/1.1 20 OK");
        assertThatThrownBy(response("HTTP/1.1  200 OK")::statusCode).hasMessageContaining("instead of a status line");
    }

    @Test
    void errorMessagesShowTheStartAndTheEndOfLongMessages() {
        assertThat(Quoted.of("a" + "b".repeat(5_000) + "\r\n"))
                .startsWith("5003 bytes: \"abbb")
                .contains("bb\" ... \"bb")
                .endsWith("bb\\r\\n\"")
                .hasSizeLessThan(1_700);
    }

    private static Response response(String statusLine) {
        return new Response(Messages.head(statusLine), Content.NONE, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1,, true",
        "GET / HTTP/1.1, close, false",
        "GET / HTTP/1.0,, false",
        "GET / HTTP/1.0, Keep-Alive, true",
        "HTTP/1.1 200 OK, X-A, true",
        "HTTP/1.0 200 OK,, false",
        "HTTP/1.0 200 OK, keep-alive, true",
        "HTTP/1.0 200 OK, keep-alive; close, false",
    })
    void whetherTheConnectionPersistsIsSaidByVersionAndOptions(String startLine, String options, boolean persists) {
        String head = options == null
                ? Messages.head(startLine)
                : Messages.head(startLine, "Connection: " + options.replace(';', ','));

        assertThat(Message.of(head).persists()).isEqualTo(persists);
    }
}
