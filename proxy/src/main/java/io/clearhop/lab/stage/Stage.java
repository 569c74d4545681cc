package io.clearhop.lab.stage;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.link.DelayingRelay;
import io.clearhop.lab.link.Link;
import io.clearhop.observe.Observer;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where a scenario is played. Everything that it puts here listens on the loopback interface at a port of the system's
 * choice, is recorded, and is closed at the end, the last one first.
 *
 * <p>For the thread that plays; what waits there is woken by others.
 */
public final class Stage {
    private static final String LOOPBACK = "127.0.0.1";
    private static final AtomicInteger SERIES = new AtomicInteger();

    private final boolean causePresent;
    private final Audience audience;
    private final Recording recording = new Recording();
    private final Deque<AutoCloseable> owned = new ConcurrentLinkedDeque<>();
    private final List<Measure> measures = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final long began = System.nanoTime();
    private int proxies;
    private int captions;
    private long over = Long.MAX_VALUE;

    Stage(boolean causePresent, Audience audience) {
        this.causePresent = causePresent;
        this.audience = audience;
    }

    /** What brings the phenomenon about or, where its {@link Lesson#cause() cause} is removed, what stands in its place. */
    public <T> T cause(T present, T removed) {
        return causePresent ? present : removed;
    }

    /** How long something lasts that one would like to look at: three times as long where somebody does. */
    public Duration unhurried(Duration time) {
        return audience.looksOn() ? time.multipliedBy(3) : time;
    }

    /** A client; its column stands where it is first named. */
    public ClientOnStage client(Text name) {
        return new ClientOnStage(this, recording.party(name, Party.Role.CLIENT));
    }

    /** An origin that does with each connection what the script says. */
    public ScriptedOrigin origin(Text name, Script script) {
        return origin(name, 0, script);
    }

    /** An origin at a port that is known before: one that comes back. */
    public ScriptedOrigin origin(Text name, int port, Script script) {
        return listening(recording.party(name, Party.Role.ORIGIN), port, script);
    }

    /**
     * A proxy that is a script, with what it does to messages written out in its scenario.
     *
     * @param behaviour what it does with a connection, given the client that it is to others
     */
    public ScriptedOrigin scriptedProxy(Text name, Function<ClientOnStage, Script> behaviour) {
        Party party = recording.party(name, Party.Role.PROXY);
        return listening(party, 0, behaviour.apply(new ClientOnStage(this, party)));
    }

    private ScriptedOrigin listening(Party party, int port, Script script) {
        ScriptedOrigin peer = owned(ScriptedOrigin.start(port, script, () -> recording.peer(party)));
        recording.listens(peer.port(), party);
        return peer;
    }

    /** Gives proxies their columns before they are started: the last one of a chain has to be there first. */
    public void columns(Text... proxies) {
        for (Text name : proxies) {
            recording.party(name, Party.Role.PROXY);
        }
    }

    /** A proxy with one event loop and default settings. */
    public ProxyOnStage proxy(Text name, ListenMode mode) {
        return proxy(name, mode, builder -> {});
    }

    /** A proxy with one event loop, so that reuse across clients shows, and otherwise default settings but for changes. */
    public ProxyOnStage proxy(Text name, ListenMode mode, Consumer<ProxyConfigBuilder> changes) {
        Party party = recording.party(name, Party.Role.PROXY);
        String via = "lab-" + ++proxies;
        ProxyConfig config = config(mode, via).with(changes);
        HeardEvents heard = new HeardEvents();
        List<Observer> observers = new ArrayList<>(audience.observers());
        observers.add(heard);
        try {
            ProxyServer server = owned(start(config, observers));
            ProxyOnStage proxy = new ProxyOnStage(server, heard);
            recording.listens(proxy.address().getPort(), party);
            recording.hears(party, heard);
            return proxy;
        } catch (BindFailure e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a proxy is configured here: by itself, quiet, with one event loop, and gone at once when it is stopped. */
    public static ProxyConfig config(ListenMode mode, String via) {
        return ProxyConfig.DEFAULTS.with(builder -> builder.listeners(List.of(new Listener(mode, LOOPBACK, 0)))
                .via(via)
                .eventLoops(1)
                .accessLog(AccessLogFormat.OFF)
                .recording(recorder -> recorder.withOn(false).withMetrics(false))
                .console(console -> ConsoleSettings.OFF)
                .timeouts(timeouts -> timeouts.withDrain(Duration.ZERO)));
    }

    /** What others see of it must not have the numbers of another proxy that they see. */
    private ProxyServer start(ProxyConfig config, List<Observer> observers) throws BindFailure {
        int series = audience.observers().isEmpty() ? 0 : SERIES.incrementAndGet();
        return ProxyServer.startInSeries(series, config, observers.toArray(Observer[]::new));
    }

    /** Somebody else who listens, and whose own connections begin at ports it {@linkplain Recording#owns tells of}. */
    public Party relay(Text name, int port) {
        Party party = recording.party(name, Party.Role.RELAY);
        recording.listens(port, party);
        return party;
    }

    /** A simulated link to somebody who is here: who connects to it finds them behind it. Its column stands before. */
    public DelayingRelay link(Text name, InetSocketAddress to, Link link) {
        Party party = recording.relayBefore(to.getPort(), name);
        DelayingRelay relay = owned(DelayingRelay.start(to, link, port -> recording.owns(port, party)));
        recording.listens(relay.address().getPort(), party);
        return relay;
    }

    /** Closes it at the end, before all that was put here earlier. Any thread. */
    public <T extends AutoCloseable> T owned(T resource) {
        owned.push(resource);
        return resource;
    }

    /** What crosses between the parties. */
    public Recording recording() {
        return recording;
    }

    /** Says what is to be seen next. */
    public void caption(Text text) {
        Step.Caption caption = new Step.Caption(System.nanoTime(), ++captions, text);
        recording.add(caption);
        audience.captioned(caption);
    }

    /** Says what a party that was put here noticed, and nobody else sees. Any thread. */
    public void note(Text party, Text text) {
        recording.named(party).ifPresent(at -> recording.add(new Step.Note(System.nanoTime(), at, text)));
    }

    /** Keeps a figure of this run; a {@link Duration} is shown in a readable unit, a {@link Text} in its language. */
    public void measure(Text what, Object value) {
        measures.add(new Measure(what, Text.of("%s", "%s").with(value)));
    }

    /** Shows something beside the conversation. */
    public void show(Picture picture) {
        pictures.add(picture);
    }

    /**
     * Compares what has to be seen with what was.
     *
     * @param observed what was seen, with its figures, whether it holds or not
     */
    public void expect(Text expected, boolean holds, Text observed) {
        expectations.add(new Expectation(expected, observed, holds));
    }

    /** The time since the scenario began. */
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The play is over: what follows, when everything is closed, is not a part of it. */
    void curtain() {
        over = System.nanoTime();
    }

    Verdict verdict() {
        if (expectations.isEmpty()) {
            throw new IllegalStateException("a scenario that expects nothing shows nothing");
        }
        return expectations.stream().allMatch(Expectation::holds) ? Verdict.OBSERVED : Verdict.NOT_OBSERVED;
    }

    /** Closes everything; says what failed, or nothing. */
    Text clear() {
        String failed = "";
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception | AssertionError failure) {
                failed = failed.isEmpty() ? failure.toString() : failed;
            }
        }
        return Text.same(failed);
    }

    Run report(Lesson lesson, Verdict verdict, Text reason) {
        List<Step> steps = recording.steps().stream()
                .takeWhile(step -> step.nanos() <= over)
                .toList();
        return new Run(
                lesson,
                causePresent,
                steps.isEmpty() ? began : steps.get(0).nanos(),
                recording.parties(),
                steps,
                List.copyOf(measures),
                List.copyOf(pictures),
                List.copyOf(expectations),
                verdict,
                reason,
                now());
    }
}
