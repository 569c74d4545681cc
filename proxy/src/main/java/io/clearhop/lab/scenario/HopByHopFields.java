package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.lab.Message;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every field that is hop-by-hop by its nature: which go, and which the proxy makes anew. */
final class HopByHopFields implements Scenario {
    private static final List<String> OF_REQUEST = List.of(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade");
    private static final List<String> OF_RESPONSE =
            List.of("Connection", "Keep-Alive", "Proxy-Authenticate", "Trailer", "Transfer-Encoding");
    private static final List<String> GO =
            List.of("Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate");

    private static final Lesson LESSON = Lesson.named("hop-by-hop-fields", Family.HOP_BY_HOP)
            .title("Fields that end at every hop, named or not", "홉마다 끝나는 홉별(hop-by-hop) 헤더들")
            .see("""
                    A request and its answer carry all the fields that concern one connection only. The table shows
                    what arrives on the other side of the proxy. Keep-Alive, Proxy-Connection, Proxy-Authorization and
                    Proxy-Authenticate are gone. Connection, TE, Transfer-Encoding and Upgrade are there, but the
                    proxy has written them itself. Trailer passes.
                    """, """
                    요청과 응답이 한 커넥션에만 해당하는 헤더를 모두 싣고 간다. 표는 프락시 뒤에 도착한 것을 보여 준다. Keep-Alive,
                    Proxy-Connection, Proxy-Authorization, Proxy-Authenticate는 사라졌다. Connection, TE, Transfer-Encoding,
                    Upgrade는 있지만 프락시가 스스로 다시 쓴 것이다. Trailer는 통과한다.
                    """)
            .why("""
                    Each of these fields is about the connection it arrives on: how long to keep it, how the message
                    is cut into chunks, what the neighbour can handle, who may use this proxy. If they were passed on,
                    they would be taken for the proxy's own words, and credentials meant for the proxy would be shown
                    to every origin.
                    """, """
                    이 헤더들은 자신이 실린 커넥션에 대해 말한다. 얼마나 유지할지, 메시지를 어떻게 청크로 나눌지, 이웃이 무엇을
                    받을 수 있는지, 누가 이 프락시를 쓸 수 있는지. 전달되면 프락시 자신의 말로 오해되고, 프락시에게 보낸
                    인증 정보는 모든 원서버에게 드러난다.
                    """)
            .cure("""
                    Besides what Connection names, a proxy removes or replaces the fields that it knows to be
                    hop-by-hop (RFC 9110 section 7.6.1). What it can honour on the next hop it writes anew: it chunks
                    the message again, passes trailers on, and lets both connections become a tunnel. Old lists also
                    contain Trailer, but that field announces fields at the end of the message, not something about
                    the hop, so it passes today (RFC 9110 section 6.6.2).
                    """, """
                    프락시는 Connection이 가리킨 것 말고도 한 홉에만 해당함을 아는 헤더를 지우거나 바꾼다(RFC 9110 7.6.1절). 다음
                    홉에서도 지킬 수 있는 것은 새로 만든다. 다시 청크로 나누고, 트레일러를 전하고, 커넥션이 터널이 되게 한다. 옛
                    목록에는 Trailer도 있지만, 홉이 아니라 메시지의 트레일러 헤더를 알리는 것이라 지금은 통과한다(6.6.2절).
                    """)
            .today("""
                    WebSocket through a reverse proxy often fails until someone adds Upgrade and Connection lines to
                    its configuration: both are hop-by-hop, so the proxy removes them and does not write them anew by
                    itself.
                    """, """
                    리버스 프락시를 지나는 웹소켓은 누군가 설정에 Upgrade와 Connection 줄을 적기 전까지 실패하는 일이 많다. 홉별
                    헤더라 삭제되는데, 그런 프락시는 스스로 다시 만들지 않기 때문이다.
                    """)
            .cause(Text.of("the proxy is smart", "프락시가 영리하다"), Text.of("the proxy is dumb", "프락시가 멍청하다"))
            .from("RFC 9110 section 7.6.1", "RFC 9110 section 11.7", "RFC 9112 section 6.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(
                stage.cause(Cast.SMART_PROXY, Cast.DUMB_PROXY), stage.cause(ListenMode.SMART, ListenMode.DUMB));
        String answer = Messages.head(
                "HTTP/1.1 200 OK",
                "Connection: Keep-Alive",
                "Keep-Alive: timeout=30",
                "Proxy-Authenticate: Basic realm=\"lab\"",
                "Trailer: X-Sum",
                "Transfer-Encoding: chunked");
        ScriptedOrigin origin = stage.origin(
                Cast.ORIGIN, Scripts.respond(answer + Messages.chunk("hello") + "0\r\nX-Sum: 532\r\n\r\n"));
        String request = Messages.head(
                "POST " + origin.uri("/") + " HTTP/1.1",
                "Host: " + origin.authority(),
                "Connection: Keep-Alive, TE, Upgrade",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic bGFiOmxhYg==",
                "TE: trailers",
                "Trailer: X-Sum",
                "Transfer-Encoding: chunked",
                "Upgrade: websocket");

        stage.caption(Text.of(
                "A request with every field that concerns one hop only, and an answer of the same kind.",
                "한 홉에만 해당하는 헤더를 모두 실은 요청, 그리고 그런 응답."));
        Response response =
                client.connect(proxy.address()).exchange(request + Messages.chunk("hello") + "0\r\nX-Sum: 532\r\n\r\n");

        Request seen = origin.requests().get(0);
        Text there = Text.of("to the origin", "원서버로");
        Text back = Text.of("to the client", "클라이언트로");
        List<String> ownOfRequest =
                own(proxy.await(ProxyEvent.RequestForwarded.class).decisions());
        List<String> ownOfResponse = proxy.events(ProxyEvent.ResponseForwarded.class).stream()
                .flatMap(forwarded -> own(forwarded.decisions()).stream())
                .toList();
        Table table = new Table(
                Text.of("What became of the fields", "헤더는 어떻게 되었는가"),
                Text.of("on its way", "가는 방향"),
                Text.of("sent", "보낸 것"),
                Text.of("beyond the proxy", "프락시 뒤에서"));
        HopFields.compare(table, there, OF_REQUEST, Message.of(request), seen, ownOfRequest);
        HopFields.compare(table, back, OF_RESPONSE, Message.of(answer), response, ownOfResponse);
        stage.show(table);
        String leakedThere = HopFields.present(GO, seen);
        stage.expect(
                Text.of("What was meant for the proxy alone does not reach the origin.", "프락시에게만 한 말은 원서버에 닿지 않는다."),
                leakedThere.equals("–"),
                Text.of("Reached the origin: %s", "원서버에 닿은 것: %s").with(leakedThere));
        String leakedBack = HopFields.present(GO, response);
        stage.expect(
                Text.of(
                        "Nor does the origin's word to its neighbour reach the client.",
                        "원서버가 이웃에게 한 말도 클라이언트에 닿지 않는다."),
                leakedBack.equals("–"),
                Text.of("Reached the client: %s", "클라이언트에 닿은 것: %s").with(leakedBack));
        String made = String.join("; ", ownOfRequest);
        stage.expect(
                Text.of(
                        "The fields that tell where the message ends are there again, written by the proxy.",
                        "메시지의 경계를 알리는 헤더는 프락시가 새로 만든다."),
                made.contains("Transfer-Encoding: chunked"),
                Text.of("The proxy wrote: %s", "프락시가 쓴 것: %s").with(made.isEmpty() ? "–" : made));
    }

    /** The lines that the proxy wrote itself, none if it relays blindly. */
    private static List<String> own(@Nullable List<FieldDecision> decisions) {
        return decisions == null
                ? List.of()
                : decisions.stream()
                        .filter(decision -> decision.rule().action() == FieldRule.Action.ADDED)
                        .map(decision -> decision.field().replace("\r\n", "; "))
                        .toList();
    }
}
