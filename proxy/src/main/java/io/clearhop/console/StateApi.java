package io.clearhop.console;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.LiveState;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What is recorded: all of it, lists, single connections and exchanges. */
final class StateApi {
    private static final int MOST = 100_000;

    private final ConsoleProxy proxy;
    private final StateJson json;

    StateApi(ConsoleProxy proxy) {
        this.proxy = proxy;
        json = new StateJson(proxy);
    }

    /** What to say where nothing is recorded. */
    static Answer unrecorded() {
        return Answer.problem(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "Nothing is recorded, because the proxy runs with record off; start it with --record on.");
    }

    private Answer recorded(Function<LiveState, Answer> answer) {
        LiveState live = proxy.live();
        return live == null ? unrecorded() : answer.apply(live);
    }

    Answer state() {
        LiveState live = proxy.live();
        return Answer.json(live == null ? json.unrecorded() : json.bytes(live, live.snapshot(0)));
    }

    /** The last {@code limit} of those that have changed since the version {@code since}, in the order of their beginning. */
    Answer exchanges(Question question) {
        return recorded(live -> {
            List<ExchangeView> changed =
                    live.snapshot(question.number("since", 0)).exchanges();
            int limit = (int) Math.min(MOST, question.number("limit", MOST));
            List<ExchangeView> last = changed.subList(Math.max(0, changed.size() - limit), changed.size());
            return list(out -> {
                for (ExchangeView exchange : last) {
                    EntityJson.exchange(out, exchange);
                }
            });
        });
    }

    private static Answer list(Json.Part values) {
        return Answer.json(Json.value(out -> {
            out.writeStartArray();
            values.write(out);
            out.writeEndArray();
        }));
    }

    Answer exchange(Question question) {
        return recorded(live -> {
            ExchangeDetail detail = live.exchange(question.id());
            return detail == null
                    ? unknown("exchange", question.id())
                    : Answer.json(out -> {
                        EntityJson.exchangeMembers(out, detail.brief());
                        DetailJson.members(out, detail);
                    });
        });
    }

    static Answer unknown(String what, long id) {
        return Answer.problem(
                HttpResponseStatus.NOT_FOUND, "There is no " + what + " " + id + ", or it is no longer recorded.");
    }

    Answer connections() {
        return recorded(live -> list(out -> {
            for (ConnectionView connection : live.snapshot(0).connections()) {
                EntityJson.connection(out, connection);
            }
        }));
    }

    CompletionStage<Answer> connection(Question question) {
        LiveState live = proxy.live();
        ConnectionView connection = live == null ? null : live.connection(question.id());
        if (connection == null) {
            return completedFuture(live == null ? unrecorded() : unknown("connection", question.id()));
        }
        return proxy.tcp(connection)
                .thenApply(tcp -> Answer.json(out -> {
                    EntityJson.connectionMembers(out, connection);
                    if (tcp != null) {
                        TcpFactsJson.member(out, tcp);
                    }
                }));
    }

    Answer reset() {
        return recorded(live -> {
            live.clear();
            return Answer.empty(HttpResponseStatus.NO_CONTENT);
        });
    }
}
