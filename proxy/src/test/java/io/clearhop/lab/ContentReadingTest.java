package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReadingTest {
    private static final String CHUNKED = Messages.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");

    private final ScriptedOrigin listener = ScriptedOrigin.start(Scripts.byHand());
    private final ScriptedClient connected = ScriptedClient.connect(listener.address());
    private final Wire client = connected.wire();
    private final Wire origin = listener.awaitConnection(1);

    @AfterEach
    void closeBoth() {
        connected.close();
        listener.close();
    }

    @Test
    void contentOfAKnownLengthLeavesWhatFollowsIt() {
        origin.send("hello, next");
        Content content = client.readContent(Messages.head("HTTP/1.1 200 OK", "content-length: 5"));
        assertThat(content).isEqualTo(new Content(ContentFraming.CONTENT_LENGTH, "hello", "hello", ""));
        assertThat(client.readBytes(6)).isEqualTo(", next");
    }

    @Test
    void chunkedContentIsGivenRawAndDecodedWithItsTrailers() {
        String raw = "5;a=b\r\nhello\r\n" + Messages.chunk(" ".repeat(17)) + "0;last\r\nX-Sum: 1\r\nx-sum: 2\r\n\r\n";
        origin.send(raw + "next");
        Content content = client.readContent(CHUNKED);
        assertThat(content.raw()).isEqualTo(raw);
        assertThat(content.text()).isEqualTo("hello" + " ".repeat(17));
        assertThat(content.trailerSection()).isEqualTo("X-Sum: 1\r\nx-sum: 2\r\n");
        assertThat(content.trailer("X-SUM")).isEqualTo("1, 2");
        assertThat(content.trailer("X")).isNull();
        assertThat(client.readBytes(4)).isEqualTo("next");
    }

    @Test
    void chunksCanBeReadAsTheyCome() {
        origin.send(Messages.chunk("first"));
        assertThat(client.readChunk()).isEqualTo(new Chunk("5", "first", ""));
        origin.send("3;x\r\ntwo\r\n");
        assertThat(client.readChunk().raw()).isEqualTo("3;x\r\ntwo\r\n");
        origin.send(Messages.LAST_CHUNK);
        Chunk last = client.readChunk();
        assertThat(last.isLast()).isTrue();
        assertThat(last.raw()).isEqualTo(Messages.LAST_CHUNK);
    }

    @Test
    void contentWithoutAnyFramingEndsWithTheConnection() {
        origin.send("all of it");
        origin.close();
        Content content = client.readContent(Messages.head("HTTP/1.0 200 OK"));
        assertThat(content.framing()).isEqualTo(ContentFraming.UNTIL_CLOSE);
        assertThat(content.text()).isEqualTo("all of it");
    }

    @Test
    void contentUntilTheCloseIsNotCompleteAfterAReset() {
        origin.send("not all of it");
        assertThat(client.awaitArrival(Wire.DEFAULT_TIMEOUT)).isEqualTo(Arrival.BYTES);
        origin.reset();
        assertThatThrownBy(() -> client.readContent(Messages.head("HTTP/1.0 200 OK")))
                .hasMessageContaining("reset the connection (RST)")
                .hasMessageContaining("13 bytes: \"not all of it\"");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 200 OK",
        "CONNECT, 200 OK",
        "GET, 100 Continue",
        "GET, 101 Switching Protocols",
        "GET, 204 No Content",
        "GET, 304 Not Modified"
    })
    void someResponsesHaveNoContentWhateverTheirFieldsSay(String method, String status) {
        assertThat(client.readContent(Messages.head("HTTP/1.1 " + status, "Content-Length: 7"), method))
                .isEqualTo(Content.NONE);
    }

    @Test
    void aRefusedConnectHasContent() {
        origin.send("no");
        assertThat(client.readContent(Messages.head("HTTP/1.1 403 Forbidden", "Content-Length: 2"), "CONNECT")
                        .text())
                .isEqualTo("no");
    }

    @Test
    void aRequestWithoutFramingHasNoContent() {
        assertThat(origin.readContent(Messages.head("POST / HTTP/1.1", "Host: o")))
                .isEqualTo(Content.NONE);
    }

    @Test
    void theTransferCodingGoesBeforeTheLength() {
        client.send(Messages.chunk("abc") + Messages.LAST_CHUNK);
        String head = Messages.head("POST / HTTP/1.1", "Content-Length: 3", "Transfer-Encoding: gzip, Chunked");
        assertThat(origin.readContent(head).text()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: +1", "Content-Length: 1, 2", "Content-Length:", "Transfer-Encoding: gzip"})
    void framingThatSaysNothingCertainIsAnError(String field) {
        assertThatThrownBy(() -> origin.readContent(Messages.head("POST / HTTP/1.1", field)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", " 1\r\na\r\n", "1 \r\na\r\n", "\r\n", "1\r\nabc", "-1\r\n"})
    void chunksThatBreakTheRulesAreErrors(String raw) {
        origin.send(raw);
        assertThatThrownBy(() -> client.readContent(CHUNKED))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("instead of");
    }
}
