package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Scenarios and performances as JSON. */
final class LabJson {
    private LabJson() {}

    static void play(JsonGenerator out, Playhouse.Play play) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", play.name());
        words(out, "family", play.family());
        words(out, "title", play.title());
        words(out, "see", play.see());
        words(out, "why", play.why());
        words(out, "cure", play.cure());
        words(out, "today", play.today());
        words(out, "cause", play.cause());
        words(out, "removed", play.removed());
        Json.list(out, "sources", play.sources(), JsonGenerator::writeString);
        out.writeEndObject();
    }

    static byte[] performance(Playhouse.Performance performance) {
        return Json.object(out -> members(out, performance));
    }

    static void members(JsonGenerator out, Playhouse.Performance performance) throws IOException {
        out.writeNumberField("version", performance.version());
        out.writeNumberField("number", performance.number());
        out.writeStringField("name", performance.play());
        out.writeBooleanField("withoutCause", !performance.causePresent());
        out.writeNumberField("began", performance.began());
        Json.time(out, "ended", performance.ended());
        Json.list(out, "captions", performance.captions(), LabJson::caption);
        Json.list(out, "measures", performance.measures(), (to, measure) -> {
            to.writeStartObject();
            words(to, "what", measure.what());
            words(to, "value", measure.value());
            to.writeEndObject();
        });
        Json.list(out, "expectations", performance.expectations(), LabJson::expectation);
        Playhouse.Verdict verdict = performance.verdict();
        if (verdict != null) {
            out.writeObjectFieldStart("verdict");
            out.writeStringField("word", verdict.word());
            words(out, "text", verdict.text());
            if (!verdict.reason().en().isEmpty()) {
                words(out, "reason", verdict.reason());
            }
            out.writeEndObject();
        }
    }

    private static void caption(JsonGenerator out, Playhouse.Caption caption) throws IOException {
        out.writeStartObject();
        out.writeNumberField("number", caption.number());
        out.writeNumberField("t", caption.time());
        words(out, "text", caption.text());
        out.writeEndObject();
    }

    private static void expectation(JsonGenerator out, Playhouse.Expectation expectation) throws IOException {
        out.writeStartObject();
        words(out, "expected", expectation.expected());
        words(out, "observed", expectation.observed());
        out.writeBooleanField("holds", expectation.holds());
        out.writeEndObject();
    }

    /** Of a trace: the play that was on last, with its texts. */
    static void trace(JsonGenerator out, Playhouse lab, Playhouse.Performance performance) throws IOException {
        out.writeObjectFieldStart("lab");
        out.writeObjectFieldStart("run");
        members(out, performance);
        out.writeEndObject();
        List<Playhouse.Play> played = lab.plays().stream()
                .filter(play -> play.name().equals(performance.play()))
                .toList();
        Json.list(out, "scenarios", played, LabJson::play);
        out.writeEndObject();
    }

    private static void words(JsonGenerator out, String name, Playhouse.Words words) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("en", words.en());
        out.writeStringField("ko", words.ko());
        out.writeEndObject();
    }
}
