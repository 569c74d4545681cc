package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** All objects begin early, none ends early. */
final class ParallelFeelsFaster implements Scenario {
    private static final Page PAGE = new Page(5, 30_000);
    private static final Link LINK = Link.of(Duration.ofMillis(10)).carrying(250_000);
    private static final int CONNECTIONS = 5;
    private static final double MUCH_EARLIER = 0.6;
    private static final double HARDLY = 0.6;

    private static final Lesson LESSON = Lesson.named("parallel-feels-faster", Family.PAGE)
            .title("Parallel connections feel faster, even where they are not", "병렬 커넥션은 빠르지 않아도 더 빠르게 느껴진다")
            .see("""
                    Over a narrow link, five connections need about as long for the whole page as one at a time. But
                    look where the filled parts of the bars begin: in parallel, every image has begun to appear long
                    before the end; one at a time, the last image begins only when nearly everything is over.
                    """, """
                    좁은 링크에서는 커넥션 5개를 써도 페이지 전체를 받는 시간은 하나씩 받을 때와 비슷하다. 그러나 막대의 채워진
                    부분이 어디서 시작하는지 비교해 보라. 병렬이면 모든 이미지가 일찍부터 나타나기 시작하고, 하나씩이면 마지막
                    이미지는 거의 끝날 때가 되어서야 나타나기 시작한다.
                    """)
            .why("""
                    The bandwidth is shared among all objects instead of being given to one after the other. People
                    judge by what moves on the screen, and a progressive image can be recognised long before its last
                    byte.
                    """, """
                    대역폭이 객체 하나씩 차례로 주어지지 않고 모든 객체에 나뉘기 때문이다. 사람은 화면에서 움직이는 것을 보고
                    판단하고, 점진적으로 그려지는 이미지는 마지막 바이트가 오기 한참 전에 알아볼 수 있다.
                    """)
            .cure("""
                    Nothing is wrong here, but a figure has to say what it means: the time until the page is complete,
                    or the time until something useful can be seen. With priorities (RFC 9218) a client can ask for
                    what it needs first.
                    """, """
                    잘못된 것은 없다. 다만 숫자가 무엇을 뜻하는지 밝혀야 한다. 페이지가 완성될 때까지인가, 쓸모 있는 것이 보일
                    때까지인가. 우선순위(RFC 9218)로 먼저 필요한 것을 요청할 수도 있다.
                    """)
            .today("""
                    In the difference between a page's load time and its first or largest contentful paint (FCP, LCP);
                    this is why browsers measure them separately.
                    """, """
                    페이지 로드 시간과 FCP, LCP의 차이에서 만난다. 브라우저가 둘을 따로 재는 이유가 이것이다.
                    """)
            .cause(
                    Text.of("five connections share the link", "커넥션 5개가 링크를 나눠 쓴다"),
                    Text.of("one connection at a time has it alone", "한 번에 커넥션 하나가 링크를 혼자 쓴다"))
            .from("HTTP: The Definitive Guide, section 4.4", "RFC 9218 section 1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "A simulated link carries %s a second; images of %s come one after the other.",
                        "시뮬레이션한 링크는 1초에 %s를 나른다. %s짜리 이미지를 하나씩 받는다.")
                .with(Amount.bytes(LINK.bytesPerSecond()), Amount.bytes(PAGE.bytes())));
        PageLoad.Loaded serial = page.load(Way.SERIAL);
        stage.caption(Text.of("Now all at once.", "이제 모두 한꺼번에 받는다."));
        PageLoad.Loaded parallel = page.load(stage.cause(Way.parallel(CONNECTIONS), Way.SERIAL));

        page.show(serial, parallel);
        Text begun = Text.of("%s: all images have begun after", "%s: 모든 이미지가 나타나기 시작한 때");
        stage.measure(begun.with(serial.way().name()), serial.allBegun());
        stage.measure(begun.with(parallel.way().name()), parallel.allBegun());
        stage.expect(
                Text.of("All images have begun to appear much earlier.", "모든 이미지가 훨씬 일찍 나타나기 시작한다."),
                Times.ratio(parallel.allBegun(), serial.allBegun()) < MUCH_EARLIER,
                Text.of("%s instead of %s.", "%2$s 대신 %1$s.").with(parallel.allBegun(), serial.allBegun()));
        stage.expect(
                Text.of("The page is not complete much earlier.", "페이지가 그다지 빨리 완성되지는 않는다."),
                Times.ratio(parallel.total(), serial.total()) > HARDLY,
                Text.of("%s instead of %s.", "%2$s 대신 %1$s.").with(parallel.total(), serial.total()));
    }
}
