package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.FieldView;
import io.clearhop.record.HeadsView;
import io.clearhop.record.StepView;
import io.clearhop.record.WhyView;
import java.io.IOException;

/** What is known of one exchange beside what {@link EntityJson} writes. */
final class DetailJson {
    private DetailJson() {}

    static void members(JsonGenerator out, ExchangeDetail detail) throws IOException {
        out.writeObjectFieldStart("heads");
        HeadsView request = detail.request();
        if (request != null) {
            out.writeFieldName("request");
            heads(out, request);
        }
        Json.list(out, "responses", detail.responses(), DetailJson::heads);
        Json.list(out, "trailers", detail.trailers(), DetailJson::field);
        out.writeEndObject();
        Json.list(out, "steps", detail.steps(), DetailJson::step);
        Json.list(out, "why", detail.why(), DetailJson::why);
        Json.text(out, "headsWhy", detail.headsWhy());
    }

    private static void heads(JsonGenerator out, HeadsView heads) throws IOException {
        out.writeStartObject();
        Json.text(out, "receivedLine", heads.receivedLine());
        Json.text(out, "sentLine", heads.sentLine());
        Json.list(out, "lineDecisions", heads.lineDecisions(), DetailJson::field);
        Json.list(out, "fields", heads.fields(), DetailJson::field);
        out.writeBinaryField("receivedRaw", heads.receivedRaw());
        out.writeBinaryField("sentRaw", heads.sentRaw());
        out.writeEndObject();
    }

    private static void field(JsonGenerator out, FieldView field) throws IOException {
        out.writeStartObject();
        Json.text(out, "received", field.received());
        Json.text(out, "sent", field.sent());
        out.writeStringField("decision", field.decision().word());
        out.writeStringField("rule", field.rule());
        out.writeStringField("sentence", field.sentence());
        Json.text(out, "section", field.section());
        out.writeEndObject();
    }

    private static void step(JsonGenerator out, StepView step) throws IOException {
        out.writeStartObject();
        out.writeNumberField("t", step.t());
        out.writeStringField("what", step.said().label());
        out.writeStringField("text", step.said().sentence());
        EntityJson.values(out, step.said());
        out.writeEndObject();
    }

    private static void why(JsonGenerator out, WhyView why) throws IOException {
        out.writeStartObject();
        out.writeStringField("about", why.about());
        out.writeStringField("label", why.said().label());
        out.writeStringField("text", why.said().sentence());
        EntityJson.values(out, why.said());
        Json.text(out, "section", why.section());
        out.writeEndObject();
    }
}
