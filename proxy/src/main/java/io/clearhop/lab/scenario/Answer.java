package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.WireException;
import io.clearhop.lab.stage.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets for a request: a whole response, or what came in its place.
 *
 * @param response null if none came whole
 * @param instead how the connection ended, or that nothing came in time; null if a response came
 */
record Answer(@Nullable Response response, @Nullable Arrival instead) {

    /** Sends a request and reads what comes. */
    static Answer to(ScriptedClient connection, String request) {
        try {
            connection.send(request);
            return readFrom(connection);
        } catch (WireException failure) {
            return new Answer(null, failure.arrival());
        }
    }

    /** Reads what comes. */
    static Answer readFrom(ScriptedClient connection) {
        try {
            return new Answer(connection.readResponse(), null);
        } catch (WireException failure) {
            return new Answer(null, failure.arrival());
        }
    }

    /** Whether the client takes what came for a whole response. */
    boolean isWhole() {
        return response != null;
    }

    /** Its status code, 0 if none came. */
    int status() {
        return response == null ? 0 : response.statusCode();
    }

    /** Its content, empty if none came. */
    String content() {
        return response == null ? "" : response.text();
    }

    /** Says what came. */
    Text text() {
        return response == null ? said(instead) : Text.same(response.startLine());
    }

    /** Says what came in place of something. */
    static Text said(@Nullable Arrival arrival) {
        return arrival == null
                ? Text.of("no end", "끝이 없음")
                : switch (arrival) {
                    case BYTES -> Text.of("bytes", "데이터");
                    case FIN -> Text.of("the connection's orderly end (FIN)", "정상적인 커넥션 종료(FIN)");
                    case RESET -> Text.of("a reset (RST)", "리셋(RST)");
                    case VANISHED -> Text.of("the system's timeout (ETIMEDOUT)", "운영체제의 타임아웃(ETIMEDOUT)");
                    case NOTHING -> Text.of("nothing", "아무것도 없음");
                    case CLOSED_HERE -> Text.of("nothing, the client itself had closed", "클라이언트가 스스로 닫아서 아무것도 없음");
                };
    }
}
