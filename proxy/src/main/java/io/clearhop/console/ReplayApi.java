package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.config.ListenMode;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.LiveState;
import io.clearhop.record.Secrets;
import io.clearhop.record.Snapshot;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends a recorded request once more, through the smart and through the dumb proxy, and compares. */
final class ReplayApi {
    static final long LIMIT_MILLIS = 4000;

    /** The end of an exchange becomes known a little after its client has seen it. */
    private static final long SETTLE_MILLIS = 250;

    private final ConsoleProxy proxy;
    private final Workers workers;
    private final ReplayConnector connector;
    private final EventLoop loop;

    ReplayApi(ConsoleProxy proxy, Workers workers, ReplayConnector connector, EventLoop loop) {
        this.proxy = proxy;
        this.workers = workers;
        this.connector = connector;
        this.loop = loop;
    }

    CompletionStage<Answer> replay(Question question) {
        LiveState live = proxy.live();
        if (live == null) {
            return CompletableFuture.completedFuture(StateApi.unrecorded());
        }
        Object id;
        try {
            id = question.members().get("exchange");
        } catch (IOException malformed) {
            id = null;
        }
        if (!(id instanceof Number number)) {
            return CompletableFuture.completedFuture(
                    ModeApi.bad("The content is an object whose member exchange is the number of one."));
        }
        ExchangeDetail detail = live.exchange(number.longValue());
        if (detail == null) {
            return CompletableFuture.completedFuture(StateApi.unknown("exchange", number.longValue()));
        }
        ReplayRequest request = ReplayRequest.of(detail, live.secretsMasked());
        return request.problem().isEmpty()
                ? both(live, request)
                : CompletableFuture.completedFuture(Answer.problem(HttpResponseStatus.CONFLICT, request.problem()));
    }

    private CompletionStage<Answer> both(LiveState live, ReplayRequest request) {
        CompletionStage<ReplayConnector.Sent> smart = send(request, ListenMode.SMART);
        CompletionStage<ReplayConnector.Sent> dumb = send(request, ListenMode.DUMB);
        return smart.thenCombine(dumb, Pair::new)
                .thenCompose(pair -> later().thenApply(ignored -> compare(live, request, pair)));
    }

    private record Pair(ReplayConnector.Sent smart, ReplayConnector.Sent dumb) {}

    private CompletionStage<ReplayConnector.Sent> send(ReplayRequest request, ListenMode mode) {
        return workers.begin(() -> connector.send(request, mode, LIMIT_MILLIS));
    }

    private CompletionStage<@Nullable Void> later() {
        CompletableFuture<@Nullable Void> later = new CompletableFuture<>();
        loop.schedule(() -> later.complete(null), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        return later;
    }

    private static Answer compare(LiveState live, ReplayRequest request, Pair pair) {
        Snapshot now = live.snapshot(0);
        ReplayDifferences.Side smart = side(live, now, pair.smart());
        ReplayDifferences.Side dumb = side(live, now, pair.dumb());
        List<String> differences = ReplayDifferences.of(smart, dumb, LIMIT_MILLIS);
        return Answer.json(out -> {
            write(out, "smart", smart);
            write(out, "dumb", dumb);
            out.writeArrayFieldStart("differences");
            for (String difference : differences) {
                out.writeString(difference);
            }
            for (String name : request.omitted()) {
                out.writeString(
                        "(" + name + " was left out of both, for it is recorded masked; --show-secrets keeps it.)");
            }
            out.writeEndArray();
        });
    }

    private static void write(JsonGenerator out, String name, ReplayDifferences.Side side) throws IOException {
        out.writeObjectFieldStart(name);
        ExchangeDetail recorded = side.recorded();
        side.result().write(out, recorded == null ? null : recorded.brief().id());
        out.writeEndObject();
    }

    /** Finds the exchange by the address of its client. */
    private static ReplayDifferences.Side side(LiveState live, Snapshot now, ReplayConnector.Sent sent) {
        ExchangeDetail recorded = null;
        for (ExchangeView exchange : now.exchanges()) {
            if (exchange.nth() == 1 && isOf(sent.client(), live.connection(exchange.client()))) {
                recorded = live.exchange(exchange.id());
            }
        }
        Secrets secrets = new Secrets(!live.secretsMasked());
        return new ReplayDifferences.Side(sent.result().masked(secrets), recorded);
    }

    private static boolean isOf(InetSocketAddress client, @Nullable ConnectionView connection) {
        return connection != null && client.equals(connection.remote());
    }
}
