"""One round: a load through one proxy, and what it cost."""

from dataclasses import dataclass

from harness import procfs
from harness.load import Answered, Load
from harness.origin import Counted, Origin
from harness.proxies import RunningProxy


@dataclass(frozen=True)
class Measured:
    """What a round has shown."""

    answered: Answered
    origin: Counted
    cpu_ns: int
    memory: int

    def cpu_us_each(self) -> float:
        """CPU time of the proxy for one request."""
        return self.cpu_ns / 1000 / max(1, self.answered.requests)

    def rate(self) -> float:
        return self.answered.requests / self.answered.seconds

    def busy(self) -> float:
        """Cores that the proxy kept busy."""
        return self.cpu_ns / 1e9 / self.answered.seconds

    def connections_each(self) -> float:
        """Origin connections that the proxy opened for one request."""
        return self.origin.connections / max(1, self.answered.requests)


def measure(proxy: RunningProxy, origin: Origin, load: Load, seconds: float) -> Measured:
    before = origin.counted()
    cpu = procfs.cpu_ns(proxy.pid)
    answered = load.run(proxy.port, origin.port, seconds)
    cpu = procfs.cpu_ns(proxy.pid) - cpu
    memory = procfs.memory(proxy.pid)
    counted = origin.counted() - before
    proxy.trim_logs()
    return Measured(answered, counted, cpu, memory)
