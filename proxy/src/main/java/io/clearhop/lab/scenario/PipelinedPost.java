package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Pipelined orders, a connection that breaks, and two origins that look the same but have not done the same. */
final class PipelinedPost implements Scenario {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int ORDERS = 3;

    private static final Lesson LESSON = Lesson.named("pipelined-post", Family.PIPELINING)
            .title(
                    "Why POST is not pipelined: nobody knows what was done",
                    "POST를 파이프라인으로 보내지 않는 이유: 무엇이 처리되었는지 아무도 모른다")
            .see("""
                    A client pipelines three orders (POST) to each of two origins. Both answer the first and close.
                    One origin never read the second order; the other had already booked it. What the client receives
                    is the same in both cases, byte for byte. It sends the unanswered orders again: right at the first
                    origin, one order too many at the second.
                    """, """
                    클라이언트가 두 원서버 각각에 주문 셋을 파이프라인으로 보낸다. 둘 다 첫 주문에 응답하고 끊는다. 하나는 두 번째 주문을
                    읽지도 않았고, 다른 하나는 이미 처리했다. 클라이언트가 받은 것은 한 바이트도 다르지 않다. 응답받지 못한 주문을 다시
                    보내면, 첫 원서버에서는 맞지만 둘째 원서버에서는 주문이 하나 더 생긴다.
                    """)
            .why("""
                    Between carrying out a request and answering it there is always a moment in which the connection
                    may break. A request that stands in a pipeline behind others is exposed to that from the moment it
                    is sent, and there are several of them. POST is not idempotent: doing it twice is not the same as
                    doing it once.
                    """, """
                    처리와 응답 사이에는 커넥션이 끊길 수 있는 순간이 늘 있다. 파이프라인에서 앞선 요청 뒤에 서 있는 요청은 보낸
                    순간부터 이 위험에 놓이고, 그런 요청이 여럿이다. POST는 멱등이 아니다. 두 번 하면 한 번 한 것과 다르다.
                    """)
            .cure("""
                    After a request that is not idempotent, a client waits for the answer before it sends more (RFC
                    9112 section 9.3.2). Here that removes all doubt, because the origins close between two requests;
                    if one breaks off during a request, only a single order is in doubt. A proxy never repeats a POST
                    by itself (RFC 9110 section 9.2.2): Clearhop answers 502 and says so.
                    """, """
                    멱등이 아닌 요청을 보낸 클라이언트는 응답을 받은 뒤에야 더 보낸다(RFC 9112 9.3.2절). 여기서는 원서버가 요청 사이에
                    끊으므로 의심이 모두 사라진다. 요청 도중에 끊기더라도 의심스러운 주문은 하나뿐이다. 프락시는 스스로 POST를 다시
                    보내지 않는다(RFC 9110 9.2.2절). Clearhop은 502로 응답하고 그렇게 알린다.
                    """)
            .today("""
                    Browsers ask before they send a form again. Payment APIs take an Idempotency-Key with each order,
                    so that they recognise a repeated one: that makes POST idempotent by agreement.
                    """, """
                    브라우저는 양식을 다시 보내기 전에 묻는다. 결제 API는 주문마다 Idempotency-Key를 받아 반복된 주문을 알아본다. 약속으로
                    POST를 멱등하게 만드는 것이다.
                    """)
            .cause(
                    Text.of("the orders are pipelined", "주문들을 파이프라인으로 보낸다"),
                    Text.of("the client waits for each answer", "클라이언트가 응답을 하나씩 기다린다"))
            .from("RFC 9112 section 9.3.2", "RFC 9110 section 9.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        AtomicInteger unread = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ScriptedOrigin first = stage.origin(Text.of("origin A", "원서버 A"), breaking(unread, false));
        ScriptedOrigin second = stage.origin(Text.of("origin B", "원서버 B"), breaking(done, true));

        stage.caption(
                Text.of("Three orders to origin A, which never reads the second.", "원서버 A에 주문 셋. A는 두 번째를 읽지 않는다."));
        String seenOfFirst = order(stage, client, first);
        int bookedByFirst = unread.get();
        stage.caption(Text.of(
                "Three orders to origin B, which books the second and does not answer.",
                "원서버 B에 주문 셋. B는 두 번째를 처리하고 응답하지 않는다."));
        String seenOfSecond = order(stage, client, second);
        int bookedBySecond = done.get();
        stage.caption(Text.of("The client repeats what was not answered, at both.", "클라이언트가 양쪽에 응답받지 못한 것을 다시 보낸다."));
        repeat(client, first);
        repeat(client, second);

        stage.measure(Text.of("orders meant for each origin", "원서버마다 하려던 주문"), ORDERS);
        stage.measure(Text.of("booked by A at last", "A가 결국 처리한 주문"), unread);
        stage.measure(Text.of("booked by B at last", "B가 결국 처리한 주문"), done);
        stage.expect(
                Text.of(
                        "The client has seen the same from both, and they have not done the same.",
                        "클라이언트가 본 것은 같은데 두 원서버가 한 일은 다르다."),
                seenOfFirst.equals(seenOfSecond) && bookedByFirst != bookedBySecond,
                Text.of("Before the repetition A had booked %s, B %s.", "다시 보내기 전에 A는 %s개, B는 %s개를 처리했다.")
                        .with(bookedByFirst, bookedBySecond));
        stage.expect(
                Text.of(
                        "To repeat is right at A and books one order twice at B.",
                        "다시 보내는 것이 A에서는 맞지만 B에서는 주문 하나가 두 번 처리된다."),
                unread.get() == ORDERS && done.get() == ORDERS + 1,
                Text.of("A booked %s, B %s.", "A는 %s개, B는 %s개를 처리했다.").with(unread, done));
    }

    /** Sends the orders, or the first one alone where it waits for each answer, and returns all that came until the end. */
    private static String order(Stage stage, ClientOnStage client, ScriptedOrigin origin) {
        try (ScriptedClient connection = client.connect(origin.address())) {
            connection.send(order(origin).repeat(stage.cause(ORDERS, 1)));
            connection.readResponse();
            connection.wire().awaitArrival(PATIENCE);
            return connection.wire().received();
        }
    }

    private static void repeat(ClientOnStage client, ScriptedOrigin origin) {
        ScriptedClient connection = client.connect(origin.address());
        for (int i = 1; i < ORDERS; i++) {
            connection.exchange(order(origin));
        }
    }

    private static String order(ScriptedOrigin origin) {
        return Messages.head("POST /orders HTTP/1.1", "Host: " + origin.authority(), "Content-Length: 4") + "book";
    }

    /** Closes its first connection after one answer; a request that has come by then it may have done already. */
    private static Script breaking(AtomicInteger booked, boolean doesTheNext) {
        return (wire, number) -> {
            if (number == 1) {
                book(wire, booked);
                wire.send(Messages.ok("booked"));
                if (doesTheNext && wire.awaitArrival(Duration.ZERO) == Arrival.BYTES) {
                    book(wire, booked);
                }
                return;
            }
            while (wire.awaitArrival(LONG) == Arrival.BYTES) {
                book(wire, booked);
                wire.send(Messages.ok("booked"));
            }
        };
    }

    private static void book(Wire wire, AtomicInteger booked) {
        wire.readRequest();
        booked.incrementAndGet();
    }
}
