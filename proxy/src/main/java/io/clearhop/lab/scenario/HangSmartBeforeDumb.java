package io.clearhop.lab.scenario;

import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;

/** A smart proxy that trusts a dumb parent: it hangs in its client's place, and then repeats the request. */
final class HangSmartBeforeDumb implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);

    private static final Lesson LESSON = Lesson.named("hang-smart-before-dumb", Family.HANG)
            .title("A smart proxy in front of a dumb one hangs too", "영리한 프락시도 뒤에 멍청한 프락시가 있으면 멈춘다(hang)")
            .see("""
                    The smart proxy comes first; a dumb one stands between it and the origin. The first answer arrives
                    and does not announce a close, so the smart proxy puts the connection into its pool. The second
                    request goes out on it, but nobody reads it until the origin's idle timeout ends the wait. Then
                    the answer comes after all: late, but correct.
                    """, """
                    앞에 영리한 프락시, 그 뒤 원서버와의 사이에 멍청한 프락시가 있다. 첫 응답은 끊겠다는 말없이 도착하므로
                    영리한 프락시는 그 커넥션을 풀에 보관한다. 두 번째 요청은 그 커넥션으로 나가지만 아무도 읽지 않고, 원서버가
                    유휴 타임아웃으로 커넥션을 끊어야 기다림이 끝난다. 그러고 나면 늦었지만 올바른 응답이 온다.
                    """)
            .why("""
                    What the dumb proxy passes on is the origin's word about its own connection, but the smart proxy
                    takes it for the word of its neighbour. In this hang the smart proxy is in the client's place:
                    however clever it is on its own hop, it cannot see that the next one is blind.
                    """, """
                    멍청한 프락시가 전달한 것은 지속에 관한 원서버의 말인데, 영리한 프락시는 이웃의 말로 받아들인다. 이 hang에서는
                    영리한 프락시가 클라이언트 처지다. 자기 홉에서 아무리 영리해도 다음 홉이 눈먼 것은 볼 수 없다.
                    """)
            .cure("""
                    If a connection dies before the first byte of an answer, it may have been closed before the
                    request arrived. So the smart proxy repeats the request once, on a new connection, if its method
                    is idempotent, that is, if doing it twice has the same effect as doing it once (RFC 9110 section
                    9.2.2). A GET is rescued; a POST gets 502. The real cure is to make the second proxy smart as
                    well.
                    """, """
                    응답의 첫 바이트도 오기 전에 죽은 커넥션은 요청이 닿기 전에 이미 닫혀 있었을 수 있다. 그래서 영리한 프락시는 메서드가
                    멱등이면(두 번 해도 한 번 한 것과 결과가 같으면) 새 커넥션으로 한 번만 다시 보낸다(RFC 9110 9.2.2절). GET은
                    살아나고 POST는 502를 받는다. 진짜 해결은 뒤의 프락시도 영리해지는 것이다.
                    """)
            .today("""
                    As a request that now and then takes exactly as long as someone's idle timeout: 5, 15, 60 or 75
                    seconds. Such round figures are a clue: a wait was ended by a close.
                    """, """
                    어떤 요청이 가끔 누군가의 유휴 타임아웃만큼, 그러니까 딱 5초, 15초, 60초, 75초 걸리는 모습으로 나타난다.
                    그런 딱 떨어지는 시간은 끊김으로 끝난 기다림이라는 단서다.
                    """)
            .cause(
                    Text.of("the second proxy is dumb", "두 번째 프락시가 멍청하다"),
                    Text.of("the second proxy is smart too", "두 번째 프락시도 영리하다"))
            .from("HTTP: The Definitive Guide, figure 4-17", "RFC 9110 section 9.2.2", "RFC 9112 section 9.3.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Duration originIdle = stage.unhurried(ORIGIN_IDLE);
        var client = stage.client(Cast.CLIENT);
        Text second = stage.cause(Cast.DUMB_PROXY, Text.of("another smart one", "또 다른 영리한 프락시"));
        stage.columns(Cast.SMART_PROXY, second);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive11("hello", originIdle));
        ProxyOnStage parent = stage.proxy(second, stage.cause(ListenMode.DUMB, ListenMode.SMART));
        HostPort next = new HostPort("127.0.0.1", parent.address().getPort());
        ProxyOnStage smart = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART, config -> config.parent(next));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of(
                "The first exchange passes both proxies. The smart one pools its connection to the next.",
                "첫 트랜잭션은 두 프락시를 지난다. 영리한 프락시는 다음 프락시와의 커넥션을 풀에 보관한다."));
        TwoRequests requests = TwoRequests.begin(stage, client, smart.address(), request);
        stage.caption(Text.of(
                "The second request goes out on the pooled connection. Who reads it?",
                "두 번째 요청이 풀의 커넥션으로 나간다. 누가 읽는가?"));
        TwoRequests.Second answer = requests.again();
        smart.await(
                ProxyEvent.ExchangeCompleted.class,
                completed -> completed.summary().nthOfClient() == 2);

        int repeated = smart.events(ProxyEvent.ExchangeRetried.class).size();
        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), originIdle);
        stage.expect(
                Text.of(
                        "The second answer comes only after the origin's idle timeout has run out.",
                        "두 번째 응답은 원서버의 유휴 타임아웃이 지난 뒤에야 온다."),
                answer.isAnswered() && answer.hasPassed(originIdle),
                answer.told());
        stage.expect(
                Text.of("The smart proxy has repeated the request by itself.", "영리한 프락시가 요청을 스스로 다시 보냈다."),
                repeated == 1,
                Text.of("It repeated %s request(s).", "%s개의 요청을 다시 보냈다.").with(repeated));
    }
}
