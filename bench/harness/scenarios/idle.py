"""(e): what thousands of idle client connections cost."""

import resource
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from harness import browser, figures, heap, procfs
from harness.options import Options
from harness.proxies import Proxy, RunningProxy
from harness.result import Result, Table
from harness.stage import Stage, say

HEAD = ["", "bytes each, silent", "bytes each, after a request", "idle CPU ms a second", ""]
WARM = 500
ROOM = 1000
"""File descriptors for all else."""
JVM = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch"


@dataclass(frozen=True)
class Cost:
    """Bytes for a connection; CPU of the whole process while all rest."""

    silent: float
    used: float
    idle_ms: float
    left: int
    """Connections that are still open at the end."""


def run(options: Options) -> Result:
    result = Result("e", f"{options.idle:,} idle client connections")
    allow_descriptors(options.idle + ROOM)
    found: dict[str, list[Cost]] = {}
    for _ in range(options.rounds):
        for proxy in options.proxies:
            try:
                cost = once(options, replace(proxy, jvm_options=JVM))
            except (RuntimeError, OSError) as failure:
                result.problems.append(f"{proxy.name}: {failure}")
                continue
            say(f"  {proxy.name}: {cost.silent:.0f} and {cost.used:.0f} bytes each, {cost.idle_ms:.2f} ms/s")
            found.setdefault(proxy.label(), []).append(cost)
    caption = (
        "Growth of resident memory for each connection that was accepted and is silent, and that has had one answer. Of"
        f" a JVM: growth outside of a heap that is all there from the beginning (`{JVM}`), and of what lives in it."
        " What the kernel keeps for a socket is not counted."
    )
    rows = [[name, *numbers(costs), remark(costs, options.idle)] for name, costs in found.items()]
    result.tables.append(Table(caption, HEAD, rows))
    result.rounds[caption] = {name: [asdict(one) for one in costs] for name, costs in found.items()}
    return result


def once(options: Options, proxy: Proxy) -> Cost:
    silent, _, _ = opened(options, proxy, with_request=False)
    used, idle_ms, left = opened(options, proxy, with_request=True)
    return Cost(silent, used, idle_ms, left)


def opened(options: Options, proxy: Proxy, with_request: bool) -> tuple[float, float, int]:
    """Bytes for a connection, CPU in milliseconds a second, and how many connections are still open."""
    # A new process each time: what it has once had from the system it does not give back.
    with Stage(options, options.load_cores) as stage, ExitStack() as stack:
        running = stage.start(proxy, options.proxy_core)
        sent = browser.request(stage.origin.port, "/1k")
        # What is made once and for all is made by the first ones.
        for _ in range(min(WARM, options.idle)):
            with browser.connect(running.port) as first:
                browser.exchange(first, sent)
        settle(running)
        before = memory(running)
        connections = []
        for _ in range(options.idle):
            connection = stack.enter_context(browser.connect(running.port))
            connections.append(connection)
            if with_request:
                browser.exchange(connection, sent)
        settle(running)
        each = (memory(running) - before) / options.idle
        cpu = procfs.cpu_ns(running.pid)
        time.sleep(options.seconds)
        idle_ms = (procfs.cpu_ns(running.pid) - cpu) / 1e6 / options.seconds
        return each, idle_ms, sum(browser.is_open(connection) for connection in connections)


def settle(running: RunningProxy) -> None:
    """Waits until the process has done what it had to: until it uses less than 2 % of a core, or for 10 s."""
    for _ in range(50):
        cpu = procfs.cpu_ns(running.pid)
        time.sleep(0.2)
        if procfs.cpu_ns(running.pid) - cpu < 4_000_000:
            return


def memory(running: RunningProxy) -> int:
    live = heap.live_bytes(running.pid) if running.proxy.is_jvm else 0
    return live + procfs.memory(running.pid)


def allow_descriptors(wanted: int) -> None:
    """For this process and its children."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * wanted:
        limits = Path("/proc/sys/fs/nr_open").read_text().strip()
        raise RuntimeError(f"needs {2 * wanted} file descriptors, and may have {hard}; ulimit -n {limits} allows more")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * wanted), hard))


def numbers(costs: list[Cost]) -> list[str]:
    return [
        f"{figures.median(one.silent for one in costs):,.0f}",
        f"{figures.median(one.used for one in costs):,.0f}",
        f"{figures.median(one.idle_ms for one in costs):.2f}",
    ]


def remark(costs: list[Cost], opened: int) -> str:
    left = min(one.left for one in costs)
    return "" if left == opened else f"not comparable: {left} connections are left of {opened}"
