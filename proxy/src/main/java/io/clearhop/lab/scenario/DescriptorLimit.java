package io.clearhop.lab.scenario;

import io.clearhop.kernel.ProcessFiles;
import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.ChildProcess;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Party;
import io.clearhop.lab.stage.ProxyProcess;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Step;
import io.clearhop.lab.stage.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that has as many sockets as it may have files, and goes on serving. */
final class DescriptorLimit implements Scenario {
    private static final int LIMIT = 256;
    private static final int OK = 200;
    /** A young JVM on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Text NO_LIMIT = Text.of(
            "A limit for a process of its own needs a shell with ulimit, as Linux and macOS have it.",
            "별도의 프로세스에 한도를 두려면 ulimit가 있는 셸이 필요하다. 리눅스와 macOS에는 있다.");

    private static final Lesson LESSON = Lesson.named("descriptor-limit", Family.SOCKETS)
            .title("One process, many clients: the limit of file descriptors", "프로세스 하나에 클라이언트 몇 개: 파일 디스크립터의 한도")
            .see("""
                    A proxy runs in a process that may have 256 files open, and as many clients connect to it. It
                    accepts some of them and then pauses. The others wait in the kernel's queue: connected, but not
                    accepted. Clients that were there before are still served. When the crowd leaves, those who waited
                    are served too.
                    """, """
                    파일을 256개까지만 열 수 있는 프로세스에서 프락시가 돌고, 클라이언트가 그만큼 몰려든다. 프락시는 일부만 받아들이고
                    멈춘다. 나머지는 연결은 되었지만 accept되지 않은 채 커널의 큐에서 기다린다. 먼저 온 클라이언트는 계속 서비스를 받고,
                    몰려든 클라이언트들이 떠나면 기다리던 클라이언트도 응답을 받는다.
                    """)
            .why("""
                    A program reads and writes a socket like a file, through a file descriptor, and a process may have
                    only so many of them (ulimit -n). Every client takes one, and every connection to an origin takes
                    another. When none is left, accept fails, and so does every connect and every attempt to open a
                    file. A server that is not prepared for that spins in a loop or dies.
                    """, """
                    프로그램은 소켓을 파일처럼 파일 디스크립터로 읽고 쓰는데, 프로세스 하나가 가질 수 있는 디스크립터의 수는 제한되어
                    있다(ulimit -n). 클라이언트마다 하나, 원서버 커넥션마다 또 하나가 든다. 남은 것이 없으면 accept도 connect도 파일 열기도
                    모두 실패한다. 이에 대비하지 않은 서버는 헛돌거나 죽는다.
                    """)
            .cure("""
                    Count them. When descriptors run low, Clearhop first closes idle connections to origins, and it
                    stops accepting while a few are still left for the clients it already serves. As soon as there is
                    room it goes on. And raise the limit: a proxy for thousands of clients needs tens of thousands of
                    descriptors.
                    """, """
                    수를 세면서 대비한다. Clearhop은 디스크립터가 얼마 남지 않으면 먼저 유휴 원서버 커넥션을 닫고, 서비스 중인 클라이언트를
                    위한 여유가 남아 있을 때 accept를 멈춘다. 자리가 나면 바로 다시 받는다. 그리고 한도를 올린다. 수천 명이 쓰는
                    프락시라면 수만 개가 필요하다.
                    """)
            .today("""
                    As "too many open files" (EMFILE) in the logs of servers, databases and containers; a limit of
                    1024 is a common default. Often the real cause is a leak: a program that forgets to close its
                    responses.
                    """, """
                    서버, DB, 컨테이너 로그의 "too many open files"(EMFILE)가 이것이다. 기본 한도가 1024인 곳이 많다. 프로그램이 응답을
                    닫는 것을 잊어 디스크립터가 새는 경우도 흔하다.
                    """)
            .cause(
                    Text.of("the process may have 256 open files", "프로세스가 열 수 있는 파일은 256개다"),
                    Text.of("the process may have as many as the system gives", "프로세스의 한도는 시스템이 주는 대로다"))
            .from("POSIX.1: accept, EMFILE", "Linux: getrlimit(2), RLIMIT_NOFILE");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        var guest = stage.client(Text.of("early client", "먼저 온 클라이언트"));
        var late = stage.client(Text.of("late client", "나중에 온 클라이언트"));
        ChildProcess process = stage.owned(ChildProcess.start(
                List.of("sh"), stage.cause("ulimit -n " + LIMIT, "true"), NO_LIMIT, ProxyProcess.class));
        int port = Integer.parseInt(process.await(ProxyProcess.PORT));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Party proxy = stage.relay(Text.of("proxy", "프락시"), port);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respond(Messages.ok("hello")));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
        KernelView kernel = new KernelView(port);
        ProcessFiles files = new ProcessFiles(Path.of("/proc", Long.toString(process.pid())));

        stage.caption(Text.of("A client is served.", "클라이언트 하나가 응답을 받는다."));
        ScriptedClient early = guest.connect(address);
        early.wire().timeout(PATIENCE);
        early.exchange(request);
        long before = files.open().orElse(0);

        stage.caption(Text.of("%s more connect, and one after them.", "%s개가 더 연결하고, 그 뒤에 하나가 더 온다.")
                .with(LIMIT));
        List<ScriptedClient> crowd = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            crowd.add(stage.owned(ScriptedClient.connect(address)));
        }
        note(stage, proxy, Text.of("%s connections are made", "커넥션 %s개가 맺어졌다").with(LIMIT));
        ScriptedClient waiting = late.connect(address);
        waiting.wire().timeout(PATIENCE);
        waiting.send(request);

        stage.caption(Text.of("Meanwhile the first client goes on.", "그동안 먼저 온 클라이언트는 계속 요청한다."));
        boolean served = asksUntilNobodyIsAccepted(early, request, kernel, port);
        List<TcpLine> ends = ends(kernel.now(), port, early, crowd, waiting);
        long queued = ends.stream().filter(TcpLine::isNobodys).count();
        boolean waits = ends.get(ends.size() - 1).isNobodys();
        long most = files.open().orElse(0);
        note(stage, proxy, Text.of("%s accepted, %s wait", "accept %s개, 대기 %s개").with(ends.size() - queued, queued));

        stage.caption(Text.of("The crowd leaves.", "몰려든 클라이언트들이 떠난다."));
        crowd.forEach(ScriptedClient::close);
        boolean atLast = waiting.wire().awaitArrival(PATIENCE) == Arrival.BYTES
                && waiting.readResponse().statusCode() == OK;
        origin.connections().forEach(wire -> stage.recording().owns(wire.remotePort(), proxy));

        stage.measure(Text.of("the process's limit", "프로세스의 한도"), files.limit().orElse(0));
        stage.measure(Text.of("descriptors with one client", "클라이언트가 하나일 때 디스크립터"), before);
        stage.measure(Text.of("descriptors with the crowd", "몰려든 뒤 디스크립터"), most);
        stage.measure(Text.of("connections that the kernel has made", "커널이 맺은 커넥션"), ends.size());
        stage.measure(Text.of("of these not accepted", "그중 accept되지 않은 것"), queued);
        stage.expect(
                Text.of(
                        "The proxy stops accepting; whoever comes then is connected, but waits in the kernel's queue.",
                        "프락시가 accept를 멈춘다. 그 뒤에 온 클라이언트는 연결은 되지만 커널의 큐에서 기다린다."),
                queued > 0 && waits,
                Text.of("%s connections wait; the last one %s.", "커넥션 %s개가 기다린다. 마지막 커넥션은 %s.")
                        .with(
                                queued,
                                waits ? Text.of("is among them", "그중 하나다") : Text.of("is accepted", "accept되었다")));
        stage.expect(
                Text.of(
                        "It stays below its limit and goes on serving the clients it has.",
                        "한도를 넘지 않으며, 서비스 중이던 클라이언트는 계속 서비스를 받는다."),
                served && most < files.limit().orElse(Long.MAX_VALUE),
                Text.of(
                                "%s of %s descriptors; the first client was answered.",
                                "디스크립터 %s개, 한도 %s개. 먼저 온 클라이언트는 응답을 받았다.")
                        .with(most, files.limit().orElse(0)));
        stage.expect(
                Text.of(
                        "When the others leave, the client that waited is answered.",
                        "다른 클라이언트들이 떠나면 기다리던 클라이언트가 응답을 받는다."),
                atLast,
                atLast ? Text.of("It was.", "받았다.") : Text.of("It was not.", "받지 못했다."));
    }

    /** Asks again and again while there are fewer who wait; between two answers the proxy looks at its listener. */
    private static boolean asksUntilNobodyIsAccepted(ScriptedClient client, String request, KernelView kernel, int port)
            throws IOException {
        boolean served = true;
        long before;
        long queued = Long.MAX_VALUE;
        do {
            before = queued;
            served &= client.exchange(request).statusCode() == OK;
            queued = kernel.now().listener(port).map(TcpLine::waiting).orElse(0L);
        } while (queued < before);
        return served;
    }

    /** The proxy's ends of these connections, in this order; nobody's are those that wait to be accepted. */
    private static List<TcpLine> ends(
            TcpTable table, int port, ScriptedClient first, List<ScriptedClient> crowd, ScriptedClient last) {
        Map<Integer, TcpLine> byClient = table.lines().stream()
                .filter(line -> line.local().getPort() == port && line.state() == TcpState.ESTABLISHED)
                .collect(Collectors.toMap(line -> line.remote().getPort(), line -> line, (one, same) -> one));
        return Stream.of(List.of(first), crowd, List.of(last))
                .flatMap(List::stream)
                .map(client -> byClient.get(client.wire().localPort()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static void note(Stage stage, Party at, Text text) {
        stage.recording().add(new Step.Note(System.nanoTime(), at, text));
    }
}
