package io.clearhop.lab.scenario;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.util.HashMap;
import java.util.Map;

/** What a cache makes of half an answer. */
final class TruncatedStored implements Scenario {
    private static final String WHOLE = "all of the page";
    private static final String HALF = WHOLE.substring(0, 6);

    private static final Lesson LESSON = Lesson.named("truncated-stored", Family.CLOSING)
            .title("A truncated answer in a cache spoils every later one", "캐시에 저장된 잘린 응답은 이후의 모든 응답을 망친다")
            .see("""
                    The first answer breaks off in the middle: fewer bytes arrive than Content-Length says. A careless
                    cache stores what it got. The origin recovers at once, but the next reader is served from the
                    cache and gets half a page that passes for a whole one.
                    """, """
                    첫 응답이 중간에 끊긴다. Content-Length에 적힌 것보다 적게 온다. 부주의한 캐시는 받은 만큼을 저장한다. 원서버는
                    곧바로 정상으로 돌아오지만, 다음에 읽는 사람은 캐시에 저장된 것을 받는다. 스스로 온전하다고 말하는 절반짜리 페이지다.
                    """)
            .why("""
                    A cache multiplies a fault: one moment of failure becomes everybody's answer for as long as the
                    stored copy counts as fresh. What arrived looks like any other 200; only the number of bytes, or
                    the missing last chunk, gives it away.
                    """, """
                    캐시는 증폭한다. 한순간의 실패가 신선도가 유지되는 동안 모두의 응답이 된다. 도착한 것은 여느 200 응답과 같아 보이고,
                    바이트 수나 빠진 마지막 청크만이 차이를 말해 준다.
                    """)
            .cure("""
                    Compare Content-Length with what arrived; if they differ, or if the length cannot be known, do not
                    store. A cache must not use an incomplete answer to serve requests, and must not store one unless
                    it supports Range requests and records that it is incomplete (RFC 9111 section 3.3). Clearhop
                    itself stores nothing; it helps the caches behind it by never letting a truncated answer look
                    complete.
                    """, """
                    Content-Length와 실제로 받은 길이를 비교해서, 다르거나 알 수 없으면 저장하지 않는다. 캐시는 불완전한 응답으로
                    요청에 답해서는 안 되며, Range를 지원하고 불완전하다고 기록해 두는 경우가 아니면 저장해서도 안 된다(RFC 9111
                    3.3절). Clearhop은 아무것도 저장하지 않지만, 잘린 응답이 온전해 보이는 일이 없게 해서 뒤에 있는 캐시를 돕는다.
                    """)
            .today("""
                    As downloads and pages that stay broken until a forced reload: in hand-written caches, package
                    mirrors, service workers, and build caches that save what a failed download left behind.
                    """, """
                    강제로 새로 고칠 때까지 깨진 채로 남는 다운로드와 페이지다. 직접 만든 캐시, 패키지 미러, 서비스 워커, 실패한
                    다운로드가 남긴 것을 저장하는 빌드 캐시에서 만난다.
                    """)
            .cause(
                    Text.of("the cache is careless", "캐시가 부주의하다"),
                    Text.of("the cache stores only what is complete", "캐시가 온전한 것만 저장한다"))
            .from("HTTP: The Definitive Guide, section 4.7.2", "RFC 9111 section 3.3", "RFC 9112 section 8");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        String head = Messages.head("HTTP/1.1 200 OK", "Content-Length: " + WHOLE.length(), "Connection: close");
        TinyCache cache = new TinyCache(
                stage.client(Text.of("client with a tiny cache", "작은 캐시를 가진 클라이언트")), stage.cause(false, true));
        ScriptedOrigin origin = stage.origin(
                Text.of("origin", "원서버"),
                Scripts.perConnection(
                        Scripts.respondOnceThenClose(head + HALF), Scripts.respondOnceThenClose(head + WHOLE)));

        stage.caption(Text.of("The first answer breaks off.", "첫 응답이 중간에 끊긴다."));
        cache.get(origin, "/page");
        stage.caption(Text.of(
                "The origin works again. Somebody else wants the page.", "원서버는 정상으로 돌아왔다. 다른 사람이 같은 페이지를 원한다."));
        String shown = cache.get(origin, "/page");

        int asked = origin.requests().size();
        stage.measure(Text.of("bytes of the whole page", "전체 페이지의 바이트 수"), WHOLE.length());
        stage.measure(Text.of("bytes that the second reader gets", "두 번째 사람이 받은 바이트 수"), shown.length());
        stage.expect(
                Text.of("The second reader gets half a page.", "두 번째 사람은 절반짜리 페이지를 받는다."),
                shown.length() < WHOLE.length(),
                Text.of("The reader sees \"%s\".", "화면에 보이는 것: \"%s\".").with(shown));
        stage.expect(
                Text.of("The origin, which works again, is not even asked.", "정상으로 돌아온 원서버에는 묻지도 않는다."),
                asked == 1,
                Text.of("It saw %s request(s).", "원서버가 본 요청은 %s개다.").with(asked));
    }

    /** The least of caches. Whether it looks at completeness is all its carefulness. */
    private record TinyCache(ClientOnStage client, boolean careful, Map<String, String> stored) {
        TinyCache(ClientOnStage client, boolean careful) {
            this(client, careful, new HashMap<>());
        }

        String get(ScriptedOrigin origin, String path) {
            String known = stored.get(path);
            if (known != null) {
                client.note(Text.of("serves %s bytes from its store", "저장해 둔 %s바이트를 내준다")
                        .with(known.length()));
                return known;
            }
            try (ScriptedClient connection = client.connect(origin.address())) {
                Answer answer = Answer.to(
                        connection, Messages.head("GET " + path + " HTTP/1.1", "Host: " + origin.authority()));
                String received = connection.wire().received();
                String content = received.substring(received.indexOf("\r\n\r\n") + 4);
                if (answer.isWhole() || !careful) {
                    client.note(Text.of("stores %s bytes", "%s바이트를 저장한다").with(content.length()));
                    stored.put(path, content);
                } else {
                    client.note(Text.of("incomplete: does not store it", "불완전하므로 저장하지 않는다"));
                }
                return content;
            }
        }
    }
}
