package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Connection names what all recipients need: who obeys every nomination is turned against the origin. */
final class ProtectedFields implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final List<String> NAMED = List.of("X-Forwarded-For", "Authorization", "Content-Length");
    private static final Text OBEDIENT = Text.of("too obedient proxy", "너무 순종적인 프락시");

    private static final Lesson LESSON = Lesson.named("protected-fields", Family.HOP_BY_HOP)
            .title("Some fields refuse to be named by Connection", "어떤 헤더는 Connection이 가리켜도 지워지지 않는다")
            .see("""
                    A client lets Connection name X-Forwarded-For, Authorization and Content-Length. A proxy that
                    deletes whatever is named removes all three. Without the length, the origin takes the content for
                    a second request: one POST was sent, two requests arrive. The smart proxy refuses to delete them,
                    and the same message arrives as it was meant.
                    """, """
                    클라이언트가 Connection으로 X-Forwarded-For, Authorization, Content-Length를 가리킨다. 가리키는 것은 무엇이든
                    지우는 프락시는 셋을 모두 없앤다. 길이가 사라지자 원서버는 본문을 별개의 요청으로 읽는다. POST 하나가 나갔는데
                    요청 둘이 도착한다. 영리한 프락시는 지우기를 거부하고, 같은 메시지가 뜻한 그대로 도착한다.
                    """)
            .why("""
                    Connection lets a client cut fields out of a message on its way. That is harmless for fields
                    between neighbours. But fields that say who is asking, what is allowed, or where the message ends
                    are meant for every recipient. Without them the message means something else.
                    """, """
                    Connection을 쓰면 클라이언트가 메시지가 가는 도중에 헤더를 지우게 할 수 있다. 이웃끼리의 헤더라면 해롭지 않다. 그러나
                    누가 요청했는지, 무엇이 허용되는지, 메시지가 어디서 끝나는지 알리는 헤더는 모든 수신자의 것이다. 그것이 없으면 메시지는 다른
                    뜻이 된다.
                    """)
            .cure("""
                    A sender must not name a field that is intended for all recipients (RFC 9110 section 7.6.1).
                    Clearhop has a table of such fields (Host, Content-Length, Authorization, Cookie, X-Forwarded-*
                    and more) and forwards them whether named or not; with --on-protected-nomination reject it answers
                    400 instead. It adds its own fields only after the deleting is done.
                    """, """
                    모든 수신자를 위한 헤더를 Connection에 적어서는 안 된다(RFC 9110 7.6.1절). Clearhop은 Host, Content-Length,
                    Authorization, Cookie, X-Forwarded-* 같은 헤더를 표로 두고, 가리키든 말든 통과시킨다.
                    --on-protected-nomination reject로는 400을 응답한다. 자신의 헤더는 지우기를 마친 뒤에야 더한다.
                    """)
            .today("""
                    CVE-2021-32813 and CVE-2024-45410: clients could make a well-known gateway (Traefik) delete the
                    X-Forwarded fields it had just added, and so look trustworthy to the origin.
                    """, """
                    CVE-2021-32813과 CVE-2024-45410: 널리 쓰이는 게이트웨이(Traefik)가 방금 자신이 더한
                    X-Forwarded 헤더를 클라이언트가 지우게 하여, 원서버에게 신뢰받는 상대처럼 보일 수 있었다.
                    """)
            .cause(
                    Text.of(
                            "Connection names X-Forwarded-For, Authorization and Content-Length",
                            "Connection이 X-Forwarded-For, Authorization, Content-Length를 가리킨다"),
                    Text.of("Connection names nothing", "Connection이 아무것도 가리키지 않는다"))
            .from("RFC 9110 section 7.6.1", "CVE-2021-32813", "CVE-2024-45410");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        stage.columns(OBEDIENT, Cast.SMART_PROXY);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respond(Messages.ok("done")));
        ScriptedOrigin obedient =
                stage.scriptedProxy(OBEDIENT, toOrigin -> Scripts.untilPeerLeaves(obedient(toOrigin, origin)));
        ProxyOnStage smart = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        String content = Messages.head("GET /admin HTTP/1.1", "Host: " + origin.authority());
        String request = Messages.head(
                        "POST " + origin.uri("/comment") + " HTTP/1.1",
                        "Host: " + origin.authority(),
                        "X-Forwarded-For: 203.0.113.7",
                        "Authorization: Basic bGFiOmxhYg==",
                        "Connection: " + stage.cause(String.join(", ", NAMED), "keep-alive"),
                        "Content-Length: " + content.length())
                + content;

        stage.caption(Text.of(
                "One POST, whose content looks like a request, to a proxy that deletes whatever Connection names.",
                "본문이 요청처럼 생긴 POST 하나를, Connection이 가리키는 것은 무엇이든 지우는 프락시에 보낸다."));
        try (ScriptedClient connection = client.connect(obedient.address())) {
            connection.exchange(request);
            connection.wire().awaitArrival(PATIENCE);
        }
        List<Request> arrived = origin.requests();
        stage.caption(Text.of("The same POST to the smart proxy.", "같은 POST를 영리한 프락시에 보낸다."));
        client.connect(smart.address()).exchange(request);
        List<Request> later =
                origin.requests().subList(arrived.size(), origin.requests().size());

        String targets = arrived.stream()
                .map(each -> each.method() + " " + each.target())
                .toList()
                .toString();
        String lost = HopFields.present(NAMED, arrived.get(0));
        stage.expect(
                Text.of(
                        "Beyond the obedient proxy nobody knows who is asking, and what they may do.",
                        "순종적인 프락시 뒤에서는 누가 요청했고 누구에게 허용되는지 알 수 없다."),
                lost.equals("–"),
                Text.of("Of the three fields arrived: %s", "세 헤더 중 도착한 것: %s").with(lost));
        stage.expect(
                Text.of("The content has become a request of its own.", "본문이 별개의 요청이 되었다."),
                arrived.size() == 2,
                Text.of("The origin read: %s", "원서버가 읽은 것: %s").with(targets));
        String kept = HopFields.present(NAMED, later.get(0));
        stage.expect(
                Text.of(
                        "Beyond the smart proxy one request arrives, with all three fields.",
                        "영리한 프락시 뒤에는 세 헤더를 모두 지닌 요청 하나가 도착한다."),
                later.size() == 1 && later.get(0).text().equals(content) && kept.equals(String.join(", ", NAMED)),
                Text.of("%s request(s), with %s", "요청 %s개, 헤더: %s").with(later.size(), kept));
    }

    /** A proxy that has read half of the clause. */
    private static Script obedient(ClientOnStage toOrigin, ScriptedOrigin origin) {
        return (wire, number) -> {
            Request request = wire.readRequest();
            List<String> named = request.listMembers("Connection");
            List<String> lines = new ArrayList<>();
            lines.add(request.method() + " /comment HTTP/1.1");
            for (String line : request.fieldLines()) {
                String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
                if (!name.equals("connection") && !named.contains(name)) {
                    lines.add(line);
                }
            }
            try (ScriptedClient connection = toOrigin.connect(origin.address())) {
                connection.send(Messages.head(lines.toArray(String[]::new)) + request.text());
                wire.send(connection.readResponse().head() + "done");
                // What else comes answers nothing that was asked.
                connection.wire().lingeringClose();
            }
        };
    }
}
