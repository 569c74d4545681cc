package io.clearhop.console;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every path of the API, and behind them the files of the page. */
final class Routes {
    /** The one that is no answer but a stream. */
    static final String EVENTS = "/api/events";

    private final List<Route> all = new ArrayList<>();
    private final StaticFiles files = new StaticFiles();

    Routes(ConsoleProxy proxy, Workers workers, ReplayApi replay) {
        StateApi state = new StateApi(proxy);
        get("/api/state", question -> state.state());
        get("/api/exchanges", state::exchanges);
        get("/api/exchanges/{id}", state::exchange);
        get("/api/connections", question -> state.connections());
        all.add(new Route(HttpMethod.GET, "/api/connections/{id}", state::connection));
        ProcessApi process = new ProcessApi(proxy);
        slow("/api/process", workers, process::process);
        HarExport har = new HarExport(proxy);
        slow("/api/har", workers, har::har);
        TraceExport trace = new TraceExport(proxy);
        slow("/api/trace", workers, trace::html);
        slow("/api/trace.json", workers, trace::json);
        post("/api/reset", question -> state.reset());
        ModeApi mode = new ModeApi(proxy);
        get("/api/mode", question -> mode.modes());
        post("/api/mode", mode::change);
        all.add(new Route(HttpMethod.POST, "/api/replay", replay::replay));
        LabApi lab = new LabApi(proxy);
        get("/api/lab", question -> lab.scenarios());
        post("/api/lab", lab::begin);
        get("/api/lab/run", question -> lab.run());
        AboutApi about = new AboutApi(proxy);
        get(PacApi.PATH, new PacApi(proxy)::file);
        get("/version", question -> about.version());
        get("/livez", question -> about.lives());
        get("/readyz", question -> about.isReady());
        slow("/metrics", workers, about::metrics);
        get("/api/openapi.json", question -> about.description());
    }

    private void get(String path, Function<Question, Answer> handler) {
        all.add(new Route(HttpMethod.GET, path, question -> completedFuture(handler.apply(question))));
    }

    private void slow(String path, Workers workers, Supplier<Answer> answer) {
        all.add(new Route(HttpMethod.GET, path, question -> workers.answer(answer)));
    }

    private void post(String path, Function<Question, Answer> handler) {
        all.add(new Route(HttpMethod.POST, path, question -> completedFuture(handler.apply(question))));
    }

    List<Route> all() {
        return all;
    }

    CompletionStage<Answer> answer(Question question) {
        List<String> allowed = new ArrayList<>();
        for (Route route : all) {
            OptionalLong id = route.match(question.path());
            if (id.isPresent() && route.method().equals(question.method())) {
                return route.handler().answer(question.withId(id.getAsLong()));
            }
            if (id.isPresent()) {
                allow(route.method(), allowed);
            }
        }
        if (allowed.isEmpty() && !files.has(question.path())) {
            return completedFuture(Answer.problem(
                    HttpResponseStatus.NOT_FOUND,
                    "There is nothing of this name; /api/openapi.json lists what there is."));
        }
        if (allowed.isEmpty() && question.method().equals(HttpMethod.GET)) {
            return completedFuture(files.answer(question));
        }
        if (allowed.isEmpty()) {
            allow(HttpMethod.GET, allowed);
        }
        return completedFuture(notAllowed(question.method(), allowed));
    }

    private static void allow(HttpMethod method, List<String> allowed) {
        allowed.add(method.name());
        if (method.equals(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD.name());
        }
    }

    static Answer notAllowed(HttpMethod method, List<String> allowed) {
        String list = String.join(", ", allowed);
        return Answer.problem(
                        HttpResponseStatus.METHOD_NOT_ALLOWED, method.name() + " is not for this; it has " + list + ".")
                .with(HttpHeaderNames.ALLOW, list);
    }
}
