package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageLabelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1^Host: a^^                                                    | GET / HTTP/1.1 []",
                "GET / HTTP/1.1^Connection: close^^                                          | GET / HTTP/1.1 [Connection: close]",
                "GET /1 HTTP/1.1^^GET /2 HTTP/1.1^^                                          | GET /1 HTTP/1.1 [] GET /2 HTTP/1.1 []",
                "HTTP/1.1 200 OK^Content-Length: 2^^hi                                       | HTTP/1.1 200 OK [Content-Length: 2, + \"hi\"]",
                "HTTP/1.1 200 OK^Content-Length: 2^^hiHTTP/1.1 204 No Content^^              | HTTP/1.1 200 OK [Content-Length: 2, + \"hi\"] HTTP/1.1 204 No Content []",
                "HTTP/1.1 200 OK^Content-Length: 9^^HTTP/1.1 404 Not Found^Content-Length: 0^^ | HTTP/1.1 200 OK [Content-Length: 9] HTTP/1.1 404 Not Found [Content-Length: 0]",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^hi^0^^HTTP/1.1 204 No Content^^ | HTTP/1.1 200 OK [Transfer-Encoding: chunked, + 12 B] HTTP/1.1 204 No Content []",
                "HTTP/1.0 200 OK^^until the close                                            | HTTP/1.0 200 OK [+ \"until the close\"]",
                "POST / HTTP/1.1^Content-Length: 18^^GET / HTTP/1.1^^                         | POST / HTTP/1.1 [Content-Length: 18, + 18 B]",
                "hello                                                                       | \"hello\" []",
                "this is a longer text than fits into a line of a diagram                     | 56 B []",
            })
    void bytesAreCalledByTheirMessages(String bytes, String expected) {
        List<MessageLabel> labels = MessageLabel.of(bytes.replace("^", "\r\n"));

        assertThat(labels.stream()
                        .map(label -> label.line() + " " + label.details())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
