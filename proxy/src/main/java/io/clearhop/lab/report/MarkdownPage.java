package io.clearhop.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clearhop.lab.stage.Expectation;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Measure;
import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Picture;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Text;
import io.clearhop.lab.stage.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as a page of Markdown: what {@code docs/lab.md} is. */
public final class MarkdownPage {
    private static final int COLUMNS = 110;

    private static final Text TITLE = Text.of("The lab", "실험실");
    private static final Text INTRODUCTION = Text.of("""
            Every phenomenon of connection management, played on real sockets of one machine, measured and explained. This
            page is written by `clearhop lab --pages docs`; its diagrams and figures come from that run. `clearhop lab NAME`
            plays one scenario; with `--without-cause` its cause is taken away, and the verdict turns. ([한국어](lab.ko.md))
            """, """
            커넥션 관리의 모든 현상을 컴퓨터 한 대의 실제 소켓 위에서 재현하고 측정하고 설명한다. 이 문서는
            `clearhop lab --pages docs`가 쓴 것으로, 그림과 숫자는 그 실행에서 나온 것이다. `clearhop lab NAME --lang ko`로
            하나를 실행하고, `--without-cause`를 붙이면 원인이 사라져 판정이 뒤집힌다. ([English](lab.md))
            """);
    private static final Text WORDS = Text.of("Words", "용어");
    private static final Text GLOSSARY = Text.of("""
            - **Client, proxy, origin**: the client asks; the origin, the server that has what is asked for, answers; a
              proxy between them passes messages on. Each connection on the way is a **hop**.
            - **Exchange**: a request and its answer (in the RFCs, response). A message has a **head** (a first line and
              **fields**, also called headers) and often **content** (a body).
            - **Persistent connection**: one that stays open for further exchanges (keep-alive). Between two of them it is
              **idle**; an **idle timeout** is how long somebody keeps it so.
            - **Dumb proxy**: a blind relay, which passes on what it does not understand. A **smart proxy** deals with each
              hop by itself.
            - **SYN, ACK, FIN, RST**: what a TCP segment can say: let us connect; received; I have nothing more to send;
              this connection is broken.
            - In a diagram, the time on the left is in milliseconds, `#2` is the second connection of two parties, and `·`
              is what a party decides or notices by itself.
            """, """
            - **클라이언트, 프락시, 원서버**: 클라이언트가 요청하고, 요청한 것을 가진 서버인 원서버가 응답하며, 그 사이의
              프락시가 메시지를 전달한다. 그 길의 커넥션 하나하나가 **홉(hop)**이다.
            - **트랜잭션**: 요청 하나와 그 응답. 메시지는 시작줄과 **헤더**로 시작하고 **본문**이 따르기도 한다.
            - **지속 커넥션**: 다음 트랜잭션을 위해 열어 두는 커넥션(keep-alive). 다음 요청을 기다리는 동안은 **유휴**
              상태이고, 그 상태를 얼마나 오래 두는지가 **유휴 타임아웃**이다.
            - **멍청한 프락시**: 모르는 것도 그대로 전달하는 프락시(blind relay). **영리한 프락시**는 홉마다 따로 처리한다.
            - **SYN, ACK, FIN, RST**: TCP 세그먼트의 플래그. 차례로 연결하자, 받았다, 더 보낼 것이 없다, 이 커넥션은
              망가졌다는 뜻이다.
            - 그림에서 왼쪽 숫자는 밀리초이고, `#2`는 둘 사이의 두 번째 커넥션, `·`는 당사자가 스스로 정하거나 알아챈 일이다.
            """);
    private static final Text NOT_PLAYED = Text.of("""
            Not played here: how a name becomes an address (DNS); how TCP cuts a stream into segments, numbers them, checks
            them and sends them again; flow control; what a cache near the client saves. All but the last happen below the
            connections, and Clearhop is no cache.
            """, """
            여기서 재현하지 않는 것: 도메인 이름으로 IP 주소를 찾는 과정(DNS), TCP가 스트림을 세그먼트로 나누고 번호를 매기고
            체크섬으로 확인하고 다시 보내는 과정, 흐름 제어, 클라이언트 가까이에 둔 캐시 프락시의 효과. 마지막을 빼면 모두
            커넥션보다 아래에서 일어나는 일이고, Clearhop은 캐시가 아니다.
            """);
    private static final Text SEE = Text.of("What you see", "무엇을 보는가");
    private static final Text WHY = Text.of("Why", "왜");
    private static final Text CURE = Text.of("The cure", "해결");
    private static final Text TODAY = Text.of("Today", "오늘날");
    private static final Text TURN = Text.of("Without its cause", "원인을 없애면");
    private static final Text RUN = Text.of("A run", "실행 결과");
    private static final Text TABLE = Text.of("Where to find what", "어떤 현상이 어디에 있는가");
    private static final Text PHENOMENON = Text.of("phenomenon", "현상");
    private static final Text SCENARIO = Text.of("scenario", "시나리오");
    private static final Text SOURCES = Text.of("Sources", "출처");

    private final Language language;
    private final List<String> lines = new ArrayList<>();

    private MarkdownPage(Language language) {
        this.language = language;
    }

    /**
     * Writes the page of a language, and the pictures beside it.
     *
     * @throws IOException if that is not possible
     */
    public static void write(Path directory, List<Run> runs, List<Phenomenon> phenomena, Language language)
            throws IOException {
        MarkdownPage page = new MarkdownPage(language);
        page.all(runs, phenomena);
        Path pictures = Files.createDirectories(directory.resolve("lab"));
        Files.writeString(directory.resolve(fileName(language)), String.join("\n", page.lines) + "\n", UTF_8);
        for (Run run : runs) {
            for (int i = 0; i < run.pictures().size(); i++) {
                Files.writeString(
                        pictures.resolve(pictureName(run, i, language)),
                        run.pictures().get(i).svg(language),
                        UTF_8);
            }
        }
    }

    private static String fileName(Language language) {
        return language == Language.ENGLISH ? "lab.md" : "lab." + language.tag() + ".md";
    }

    private static String pictureName(Run run, int index, Language language) {
        return run.lesson().name() + (index == 0 ? "" : "-" + (index + 1)) + "." + language.tag() + ".svg";
    }

    private void all(List<Run> runs, List<Phenomenon> phenomena) {
        lines.add("# " + TITLE.in(language));
        lines.add("");
        lines.add(INTRODUCTION.in(language).strip());
        heading("## ", WORDS);
        lines.add(GLOSSARY.in(language).strip());
        for (Family family : Family.values()) {
            List<Run> members =
                    runs.stream().filter(run -> run.lesson().family() == family).toList();
            if (!members.isEmpty()) {
                heading("## ", family.title());
                members.forEach(this::run);
            }
        }
        heading("## ", TABLE);
        lines.add("| " + PHENOMENON.in(language) + " | " + SCENARIO.in(language) + " |");
        lines.add("|---|---|");
        phenomena.forEach(this::row);
        lines.add("");
        lines.add(NOT_PLAYED.in(language).strip());
    }

    private void row(Phenomenon phenomenon) {
        String links = phenomenon.scenarios().stream()
                .map(name -> "[" + name + "](#" + name + ")")
                .collect(Collectors.joining(", "));
        lines.add("| " + phenomenon.name().in(language) + " | " + links + " |");
    }

    private void heading(String mark, Text text) {
        lines.add("");
        lines.add(mark + text.in(language));
        lines.add("");
    }

    private void run(Run run) {
        Lesson lesson = run.lesson();
        lines.add("");
        lines.add("<a id=\"" + lesson.name() + "\"></a>");
        lines.add("### " + lesson.title().in(language) + " (`" + lesson.name() + "`)");
        lines.add("");
        paragraph(SEE, lesson.see());
        paragraph(WHY, lesson.why());
        paragraph(CURE, lesson.cure());
        paragraph(TODAY, lesson.today());
        paragraph(
                TURN,
                Text.of("%s: `clearhop lab %s --without-cause`", "%s: `clearhop lab %s --without-cause`")
                        .with(lesson.cause().removed(), lesson.name()));
        paragraph(SOURCES, Text.same(String.join("; ", lesson.sources())));
        played(run);
    }

    private void paragraph(Text heading, Text text) {
        lines.add("**" + heading.in(language) + ".** " + text.in(language));
        lines.add("");
    }

    private void played(Run run) {
        List<Picture> pictures = run.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            String title = pictures.get(i).title().in(language);
            lines.add("![" + title + "](lab/" + pictureName(run, i, language) + ")");
            lines.add("");
        }
        lines.add("<details><summary>" + RUN.in(language) + ": "
                + run.verdict().word().in(language) + "</summary>");
        lines.add("");
        List<String> diagram = Diagram.of(run, language, COLUMNS);
        if (!diagram.isEmpty()) {
            lines.add("```text");
            lines.addAll(diagram);
            lines.add("```");
        }
        figures(run);
        lines.add("</details>");
    }

    private void figures(Run run) {
        for (Measure measure : run.measures()) {
            lines.add("- " + measure.what().in(language) + ": **"
                    + measure.value().in(language) + "**");
        }
        lines.add("");
        for (Expectation expectation : run.expectations()) {
            lines.add("- " + (expectation.holds() ? "✓ " : "✗ ")
                    + expectation.expected().in(language) + " → "
                    + expectation.observed().in(language));
        }
        if (run.verdict() == Verdict.SKIPPED) {
            lines.add("- " + run.reason().in(language));
        }
        lines.add("");
    }
}
