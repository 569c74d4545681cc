package io.clearhop.lab.scenario;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.util.Map;

/** The same half of an answer, framed in three ways. */
final class Truncation implements Scenario {
    private static final String WHOLE = "pay 1000 to Kim";
    private static final String HALF = WHOLE.substring(0, 7);

    private static final Lesson LESSON = Lesson.named("truncation", Family.CLOSING)
            .title("Truncation is seen only where the length is known", "잘린 응답은 길이를 알 때만 알아챌 수 있다")
            .see("""
                    Three times an origin breaks off in the middle of its answer. With Content-Length, and with
                    chunked coding, the client knows that something is missing. Where only the close marks the end of
                    the answer, the client takes the half for the whole, and cannot know better.
                    """, """
                    원서버가 응답 도중에 커넥션을 끊는 일이 세 번 일어난다. Content-Length가 있거나 청크 인코딩이면 클라이언트는
                    무언가 빠졌다는 것을 안다. 커넥션 종료만이 응답의 끝을 알리는 경우에는 절반을 전체로 받아들이고, 더 알 방법이 없다.
                    """)
            .why("""
                    A FIN says only that no more bytes will come, not that there were enough. A Content-Length
                    promises how many there will be; a last chunk of size 0 says "that was all". Without either, the
                    message ends where the connection ends, whatever the reason was.
                    """, """
                    FIN은 바이트가 더 오지 않는다는 말일 뿐, 충분히 왔다는 말이 아니다. Content-Length는 몇 바이트인지 약속하고,
                    크기가 0인 마지막 청크는 "여기까지가 전부"라고 말한다. 둘 다 없으면 커넥션이 끝난 까닭이 무엇이든 그 자리가
                    메시지의 끝이 된다.
                    """)
            .cure("""
                    State the length: Content-Length, or chunked if it is not known in advance. A message that is
                    shorter than its Content-Length, or that lacks the last chunk, is incomplete and must be treated
                    as such (RFC 9112 section 8).
                    """, """
                    길이를 알린다. Content-Length를 쓰고, 미리 알 수 없으면 청크 인코딩을 쓴다. Content-Length보다 짧거나 마지막
                    청크가 없는 메시지는 불완전한 메시지이며 그렇게 다루어야 한다(RFC 9112 8절).
                    """)
            .today("""
                    With HTTP/1.0 origins, CGI scripts, and answers with Connection: close and no length. A program
                    that does not compare the announced length with what arrived has the same problem everywhere.
                    """, """
                    HTTP/1.0 원서버, CGI 스크립트, 길이 없이 Connection: close로 보내는 응답에서 만난다. 알려 준 길이와 실제로 온
                    길이의 차이를 무시하는 프로그램은 어떤 방식에서도 같은 문제를 겪는다.
                    """)
            .cause(
                    Text.of("the origin breaks off in the middle", "원서버가 중간에 끊는다"),
                    Text.of("the origin sends everything", "원서버가 끝까지 보낸다"))
            .from("HTTP: The Definitive Guide, section 4.7.2", "RFC 9112 sections 6.3 and 8");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        String content = stage.cause(HALF, WHOLE);
        String lastChunk = stage.cause("", Messages.LAST_CHUNK);
        Map<String, String> answers = answers(content, lastChunk);
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), (wire, connectionNumber) -> {
            Request request = wire.readRequest();
            wire.send(answers.getOrDefault(request.target(), ""));
        });

        stage.caption(Text.of("The length is known: Content-Length.", "길이를 아는 경우: Content-Length."));
        Answer length = ask(client, origin, "/length");
        stage.caption(Text.of("The last chunk would say that it was all.", "마지막 청크가 끝을 알려 주는 경우: 청크 인코딩."));
        Answer chunked = ask(client, origin, "/chunked");
        stage.caption(Text.of("Only the close ends the answer.", "커넥션 종료만이 응답의 끝을 알리는 경우."));
        Answer untilClose = ask(client, origin, "/until-close");

        stage.measure(Text.of("bytes of the whole content", "전체 본문의 바이트 수"), WHOLE.length());
        stage.expect(
                Text.of(
                        "Content-Length: the client knows that something is missing.",
                        "Content-Length: 클라이언트는 빠진 것이 있음을 안다."),
                !length.isWhole(),
                judgement(length));
        stage.expect(
                Text.of("Chunked: the client knows that something is missing.", "청크 인코딩: 클라이언트는 빠진 것이 있음을 안다."),
                !chunked.isWhole(),
                judgement(chunked));
        stage.expect(
                Text.of("Until close: the client takes the half for the whole.", "종료까지: 클라이언트는 절반을 전체로 받아들인다."),
                untilClose.isWhole() && untilClose.content().length() < WHOLE.length(),
                judgement(untilClose));
    }

    private static Map<String, String> answers(String content, String lastChunk) {
        return Map.of(
                "/length",
                Messages.head("HTTP/1.1 200 OK", "Content-Length: " + WHOLE.length(), "Connection: close") + content,
                "/chunked",
                Messages.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Connection: close")
                        + Messages.chunk(content)
                        + lastChunk,
                "/until-close",
                Messages.head("HTTP/1.1 200 OK", "Connection: close") + content);
    }

    private static Answer ask(ClientOnStage client, ScriptedOrigin origin, String path) {
        try (ScriptedClient connection = client.connect(origin.address())) {
            String request = Messages.head("GET " + path + " HTTP/1.1", "Host: " + origin.authority());
            Answer answer = Answer.to(connection, request);
            client.note(
                    answer.isWhole()
                            ? Text.of("takes it for complete: \"%s\"", "완전하다고 여긴다: \"%s\"")
                                    .with(answer.content())
                            : Text.of("knows that it is incomplete", "불완전하다는 것을 안다"));
            return answer;
        }
    }

    private static Text judgement(Answer answer) {
        return answer.isWhole()
                ? Text.of("It takes \"%s\" for complete.", "\"%s\"를 완전하다고 여긴다.").with(answer.content())
                : Text.of("In place of the rest came %s.", "나머지 대신 온 것: %s.").with(answer.text());
    }
}
