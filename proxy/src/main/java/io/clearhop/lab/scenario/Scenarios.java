package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Scenario;
import java.util.List;
import java.util.Optional;

/** All scenarios, in the order in which one learns from them. */
public final class Scenarios {
    /** Sorted by family; within one the order in which they build on each other. */
    public static final List<Scenario> ALL = List.of(
            new FourTuple(),
            new HandshakeStates(),
            new CloseStates(),
            new DescriptorLimit(),
            new PortForwarding(),
            new HandshakeCost(),
            new NagleDelayedAck(),
            new SlowStart(),
            new TunedConnection(),
            new TimeWait(),
            new PortExhaustion(),
            new ConnectionFourSteps(),
            new HopByHopFields(),
            new ProtectedFields(),
            new SerialPage(),
            new ParallelPage(),
            new ParallelNarrow(),
            new ParallelFeelsFaster(),
            new PersistentPage(),
            new PersistentParallel(),
            new PipelinedPage(),
            new KeepAliveTimeout(),
            new KeepAliveMax(),
            new CloseAtLast(),
            new Http10KeepAliveRule(),
            new LengthMissing(),
            new LengthTooLong(),
            new LengthTooShort(),
            new DumbHang(),
            new ProxyConnectionDumb(),
            new ProxyConnectionSmart(),
            new HangDumbBeforeSmart(),
            new HangSmartBeforeDumb(),
            new HangHttp11(),
            new PipeliningOrder(),
            new PipelineBroken(),
            new PipelinedPost(),
            new StaleGet(),
            new StalePost(),
            new NaivePool(),
            new WatchedPool(),
            new IdleMismatch(),
            new VanishedPeer(),
            new PoolReuse(),
            new TwoPerClient(),
            new PoolQueue(),
            new HalfClose(),
            new FullClose(),
            new EarlyAnswer(),
            new NeverCloses(),
            new Truncation(),
            new TruncationPassedOn(),
            new TruncatedStored());

    private Scenarios() {}

    /** The scenario with this name. */
    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(each -> each.lesson().name().equals(name)).findFirst();
    }
}
