package io.clearhop.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lab's scenarios: which there are, how one is begun, how far it has come. */
final class LabApi {
    private final ConsoleProxy proxy;

    LabApi(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    Answer scenarios() {
        Playhouse lab = proxy.playhouse();
        if (lab == null) {
            return none();
        }
        Playhouse.Performance now = lab.performance();
        return Answer.json(out -> {
            Json.list(out, "scenarios", lab.plays(), LabJson::play);
            if (now != null && now.ended() == null) {
                out.writeStringField("playing", now.play());
            }
        });
    }

    Answer begin(Question question) {
        Playhouse lab = proxy.playhouse();
        if (lab == null) {
            return none();
        }
        Map<String, @Nullable Object> members;
        try {
            members = question.members();
        } catch (IOException malformed) {
            return ModeApi.bad("The content is no JSON object.");
        }
        if (!(members.get("name") instanceof String name)) {
            return ModeApi.bad("The member name is missing; it is one of those that GET tells.");
        }
        Object withoutCause = members.getOrDefault("withoutCause", false);
        if (!(withoutCause instanceof Boolean without)) {
            return ModeApi.bad("The member withoutCause is true or false.");
        }
        return switch (lab.begin(name, !without)) {
            case YES -> run(HttpResponseStatus.ACCEPTED);
            case BUSY ->
                Answer.problem(HttpResponseStatus.CONFLICT, "A scenario is being played; wait until it has ended.");
            case UNKNOWN -> Answer.problem(HttpResponseStatus.NOT_FOUND, "There is no scenario of this name.");
        };
    }

    Answer run() {
        return run(HttpResponseStatus.OK);
    }

    private Answer run(HttpResponseStatus status) {
        Playhouse lab = proxy.playhouse();
        Playhouse.Performance now = lab == null ? null : lab.performance();
        if (now == null) {
            return lab == null
                    ? none()
                    : Answer.problem(HttpResponseStatus.NOT_FOUND, "Nothing has been played since the proxy's start.");
        }
        return Answer.json(LabJson.performance(now)).with(status);
    }

    private static Answer none() {
        return Answer.problem(
                HttpResponseStatus.NOT_FOUND,
                "There is no lab here: this proxy records nothing (--record off), or it is part of another program.");
    }
}
