package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Message;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;

/** A Content-Length that promises less than comes: what is too much stands before the next answer. */
final class LengthTooShort implements Scenario {
    private static final String CONTENT = "hello world";

    private static final Lesson LESSON = Lesson.named("length-too-short", Family.KEEP_ALIVE)
            .title("A Content-Length that is too short garbles the next answer", "너무 작은 Content-Length는 다음 응답을 망가뜨린다")
            .see("""
                    The origin sends eleven bytes but says there are five. A client that uses the connection again
                    finds the other six in front of its second answer, whose status line is now unreadable. Through
                    the smart proxy the second answer is right: the proxy sees bytes that nobody asked for and gives
                    up that connection.
                    """, """
                    원서버가 11바이트를 보내면서 5바이트라고 말한다. 같은 커넥션을 다시 쓰는 클라이언트는 나머지 6바이트를 두 번째 응답
                    앞에서 만나고, 상태줄은 알아볼 수 없게 된다. 영리한 프락시를 지나면 두 번째 응답이 올바르다. 프락시는 아무도
                    요청하지 않은 바이트를 보고 그 커넥션을 버린다.
                    """)
            .why("""
                    A connection is a stream of bytes without marks in it. The next answer begins where the first one
                    ends according to its length, and whatever stands there is read as a status line. Only the order
                    tells which answer belongs to which request.
                    """, """
                    커넥션은 표시 없는 바이트의 흐름이다. 길이로 따져 첫 응답이 끝난 곳에서 다음 응답이 시작되고, 거기에 무엇이 있든
                    상태줄로 읽힌다. 어느 응답이 어느 요청의 것인지는 순서 말고는 아무것도 알려 주지 않는다.
                    """)
            .cure("""
                    Bytes that arrive while no request is waiting for an answer must not be taken for one (RFC 9112
                    section 9.2). The boundaries are lost, so the connection is closed. Clearhop delivers the five
                    promised bytes and never lends that connection again, least of all to another client.
                    """, """
                    기다리는 요청이 없을 때 온 바이트를 응답으로 받아들이면 안 된다(RFC 9112 9.2절). 경계를 잃은 커넥션은 닫는다.
                    Clearhop은 약속된 5바이트만 전달하고, 그런 커넥션은 다시 빌려주지 않는다. 다른 클라이언트에게는 더욱 그렇다.
                    """)
            .today("""
                    When the length was counted in characters and the content sent as bytes: in UTF-8 these are more.
                    If an attacker brings it about, it is called response splitting or desynchronization: the extra
                    bytes form a whole answer, and the next user of a shared connection receives it.
                    """, """
                    길이는 글자 수로 세고 본문은 바이트로 보낼 때 생긴다. UTF-8에서는 바이트가 더 많다. 공격자가 일부러 일으키면 응답
                    분할(response splitting)이나 비동기화(desync)라고 부른다. 남는 바이트가 온전한 응답 하나이고, 같은
                    커넥션을 쓰는 다음 사용자가 그것을 받는다.
                    """)
            .cause(
                    Text.of("Content-Length is smaller than the content", "Content-Length가 본문보다 작다"),
                    Text.of("Content-Length is right", "Content-Length가 맞다"))
            .from("RFC 9112 section 6.3", "RFC 9112 section 9.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        int said = stage.cause(5, CONTENT.length());
        String answer = Messages.head("HTTP/1.1 200 OK", "Content-Length: " + said) + CONTENT;
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respond(answer));
        String direct = Messages.head("GET / HTTP/1.1", "Host: " + origin.authority());
        String proxied = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of("Without a proxy: two requests on one connection.", "프락시 없이, 한 커넥션에서 요청 둘."));
        ScriptedClient alone = client.connect(origin.address());
        alone.exchange(direct);
        alone.send(direct);
        String garbled = Message.of(alone.wire().readHead()).startLine();
        alone.wire().readBytes(CONTENT.length());
        alone.close();
        stage.caption(Text.of("Through the smart proxy: the same two requests.", "영리한 프락시를 지나, 같은 요청 둘."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(proxied);
        Response second = connection.exchange(proxied);
        CloseReason why =
                proxy.await(ProxyEvent.ExchangeCompleted.class).summary().originClose();

        stage.measure(Text.of("the second status line without a proxy", "프락시 없이 받은 두 번째 상태줄"), '"' + garbled + '"');
        stage.measure(
                Text.of("the second status line through the proxy", "프락시를 지나 받은 두 번째 상태줄"),
                '"' + second.startLine() + '"');
        stage.expect(
                Text.of("Without a proxy the second answer is garbage.", "프락시 없이는 두 번째 응답을 알아볼 수 없다."),
                !garbled.startsWith("HTTP/"),
                Text.of("It began with \"%s\".", "\"%s\"로 시작했다.").with(garbled));
        stage.expect(
                Text.of("The proxy gives up the origin's connection.", "프락시는 원서버의 커넥션을 버린다."),
                why == CloseReason.RESPONSE_UNASKED,
                why == null
                        ? Text.of("It kept it.", "그대로 두었다.")
                        : Text.of("The reason: %s", "이유: %s").with(why.label()));
        stage.expect(
                Text.of("Its client's second answer is right.", "프락시를 쓴 클라이언트의 두 번째 응답은 올바르다."),
                second.statusCode() == 200,
                Text.of("Status %s.", "상태 코드 %s.").with(second.statusCode()));
    }
}
