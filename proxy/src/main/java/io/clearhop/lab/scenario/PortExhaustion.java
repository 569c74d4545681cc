package io.clearhop.lab.scenario;

import io.clearhop.lab.scenario.TwentyPorts.Line;
import io.clearhop.lab.scenario.TwentyPorts.What;
import io.clearhop.lab.stage.ChildProcess;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A proxy that makes a connection for each request, in a network that has twenty ports for them. */
final class PortExhaustion implements Scenario {
    private static final int PORTS = 20;
    private static final String PREPARATION = "ip link set lo up"
            + " && echo 40000 40019 > /proc/sys/net/ipv4/ip_local_port_range"
            + " && echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse";
    private static final List<String> NAMESPACE = List.of("unshare", "--net");
    private static final List<String> NAMESPACE_OF_A_USER = List.of("unshare", "--net", "--map-root-user");
    private static final Text NO_NAMESPACE = Text.of(
            "A network of its own needs Linux, the commands unshare and ip, and the right to use them: root, or --privileged"
                    + " in a container.",
            "별도의 네트워크(네임스페이스)를 만들려면 리눅스와 unshare, ip 명령, 그리고 권한이 필요하다. root로 실행하거나 컨테이너라면" + " --privileged로 실행한다.");

    private static final Lesson LESSON = Lesson.named("port-exhaustion", Family.PORTS)
            .title("Ports run out where no connection is reused", "커넥션을 재사용하지 않으면 포트가 고갈된다")
            .see("""
                    In a separate network that has only twenty ports for outgoing connections, a proxy makes a new
                    connection to the origin for each request and closes it after the answer. The twenty-first request
                    fails: twenty closed connections are still in TIME_WAIT, and no port is free. Nothing is wrong
                    with the origin. With a connection pool, one port is enough.
                    """, """
                    커넥션에 쓸 포트가 스무 개뿐인 별도의 네트워크에서, 프락시가 요청마다 원서버와 커넥션을 새로 맺고 응답 뒤에 끊는다.
                    스물한 번째 요청은 실패한다. 끊긴 커넥션 스무 개가 TIME_WAIT로 남아 빈 포트가 없기 때문이다. 원서버에는 아무 문제가
                    없다. 커넥션 풀을 쓰면 포트 하나로 충분하다.
                    """)
            .why("""
                    For connections to one port of one origin, three of the four values (both addresses, both ports)
                    are fixed. Only the local port can vary, and the system picks it from a limited range. The side
                    that closes first keeps the four values in TIME_WAIT, for a minute on Linux. So there can be only
                    as many new connections per minute as there are ports: with Linux's 28,232, about 470 per second.
                    """, """
                    원서버의 포트 하나를 향한 커넥션은 네 값(양쪽의 IP 주소와 포트) 가운데 셋이 고정되고 자기 포트만 바꿀 수 있는데, 시스템은
                    이를 정해진 범위에서 고른다. 먼저 끊은 쪽은 네 값을 TIME_WAIT로 한동안, 리눅스에서는 1분 동안 붙들고 있다.
                    그래서 1분에 새로 맺을 수 있는 커넥션은 포트 수만큼이다. 리눅스의 28,232개로는 초당 470개쯤이다.
                    """)
            .cure("""
                    Reuse connections: a pool needs only as many ports as there are exchanges at the same time. Where
                    connections cannot be reused, more addresses, a wider port range (ip_local_port_range) or
                    tcp_tw_reuse push the limit further away.
                    """, """
                    재사용한다. 지속 커넥션의 풀에는 동시에 진행되는 요청 수만큼의 포트면 된다. 재사용할 수 없다면 IP 주소를 늘리거나,
                    포트 범위(ip_local_port_range)를 넓히거나, tcp_tw_reuse로 한계를 미룬다.
                    """)
            .today("""
                    In load tests that fail at a few hundred connections per second although the server has little to
                    do; in cloud gateways and NATs ("SNAT port exhaustion"); as "Cannot assign requested address" in
                    logs.
                    """, """
                    성능 시험이 서버는 한가한데 초당 수백 개에서 실패할 때, 클라우드의 게이트웨이와 NAT("SNAT 포트 고갈")에서, 로그의
                    "Cannot assign requested address"로 만난다.
                    """)
            .cause(
                    Text.of("the proxy makes a connection for each request", "프락시가 요청마다 커넥션을 새로 맺는다"),
                    Text.of("the proxy pools its connections", "프락시가 커넥션을 풀에 보관한다"))
            .from("HTTP: The Definitive Guide, section 4.2.7", "RFC 9293 section 3.6.1", "RFC 6056 section 2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        ChildProcess child = stage.owned(ChildProcess.start(
                shell(),
                PREPARATION,
                NO_NAMESPACE,
                TwentyPorts.class,
                stage.cause("not-" + TwentyPorts.POOLED, TwentyPorts.POOLED)));
        stage.caption(Text.of(
                        "In a network with %s ports a client asks %s times through a proxy.",
                        "포트가 %s개인 네트워크에서 클라이언트가 프락시를 통해 %s번 요청한다.")
                .with(PORTS, TwentyPorts.REQUESTS));
        PortsTold told = new PortsTold(lines(child), PORTS);
        told.draw(stage.recording());

        List<Line> answers = told.all(What.ANSWERED);
        int goodBefore = told.goodBefore();
        stage.measure(Text.of("requests", "요청"), answers.size());
        stage.measure(Text.of("answered 200", "200을 받은 요청"), told.good());
        stage.measure(
                Text.of("connections made to the origin", "원서버와 맺은 커넥션"),
                told.all(What.CONNECTED).size());
        stage.measure(Text.of("kept in TIME_WAIT by the proxy", "프락시 쪽에 TIME_WAIT로 남은 것"), told.kept());
        stage.expect(
                Text.of("After %s requests no port is free: the next one fails.", "요청 %s번 뒤에는 빈 포트가 없어 다음 요청이 실패한다.")
                        .with(PORTS),
                goodBefore == PORTS && answers.size() > PORTS,
                goodBefore == answers.size()
                        ? Text.of("None of %s failed.", "%s번 모두 성공했다.").with(goodBefore)
                        : Text.of("Request %s failed: %s", "%s번째 요청이 실패했다: %s")
                                .with(
                                        goodBefore + 1,
                                        answers.get(goodBefore).more().replace("\t", "; Proxy-Status: ")));
        stage.expect(
                Text.of("The ports are held by connections in TIME_WAIT.", "포트를 붙들고 있는 것은 TIME_WAIT 커넥션이다."),
                told.kept() == PORTS,
                Text.of("%s sockets are in TIME_WAIT.", "TIME_WAIT 소켓이 %s개다.").with(told.kept()));
    }

    private static List<Line> lines(ChildProcess child) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line = child.readLine(); line != null; line = child.readLine()) {
            lines.add(Line.parse(line));
        }
        return lines;
    }

    /** A shell in a network of its own: root's, or any user's where the system lets users be root among themselves. */
    private static List<String> shell() throws InterruptedException {
        return works(NAMESPACE) ? with(NAMESPACE, "sh") : with(NAMESPACE_OF_A_USER, "sh");
    }

    private static boolean works(List<String> way) throws InterruptedException {
        try {
            return new ProcessBuilder(with(way, "true")).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private static List<String> with(List<String> way, String command) {
        List<String> words = new ArrayList<>(way);
        words.add(command);
        return words;
    }
}
