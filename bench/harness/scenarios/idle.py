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
WARM = 20_000
ROOM = 1000
"""File descriptors for all else."""
JVM = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch"


@dataclass(frozen=True)
class Cost:
    """What connections cost that are all alike."""

    each: float
    """Bytes."""
    idle_ms: float
    """CPU of the whole process in a second while all rest."""
    held: int
    """So many of them the proxy has accepted and not closed."""


@dataclass(frozen=True)
class Costs:
    """Of connections before their first request, and after one."""

    silent: Cost
    used: Cost


def run(options: Options) -> Result:
    result = Result("e", f"{options.idle:,} idle client connections")
    allow_descriptors(options.idle + ROOM)
    found: dict[str, list[Costs]] = {}
    for _ in range(options.rounds):
        for proxy in options.proxies:
            try:
                jvm = replace(proxy, jvm_options=JVM)
                costs = Costs(opened(options, jvm, with_request=False), opened(options, jvm, with_request=True))
            except (RuntimeError, OSError) as failure:
                result.problems.append(f"{proxy.name}: {failure}")
                continue
            say(f"  {proxy.name}: {costs.silent.each:.0f} and {costs.used.each:.0f} bytes each")
            found.setdefault(proxy.label(), []).append(costs)
    caption = (
        "Growth of resident memory for each connection that was accepted and is silent, and that has had one answer. Of"
        f" a JVM: growth outside of a heap that is all there from the beginning (`{JVM}`), and of what lives in it."
        " What the kernel keeps for a socket is not counted."
    )
    rows = [[name, *numbers(costs), remarks(costs, options.idle)] for name, costs in found.items()]
    result.tables.append(Table(caption, HEAD, rows))
    result.rounds[caption] = {name: [asdict(one) for one in costs] for name, costs in found.items()}
    return result


def opened(options: Options, proxy: Proxy, with_request: bool) -> Cost:
    # A new process each time: what it has once had from the system it does not give back.
    with Stage(options, options.load_cores) as stage, ExitStack() as stack:
        running = stage.start(proxy, options.proxy_core)
        sent = browser.request(stage.origin.port, "/1k")
        # What is made once and for all is made by the first ones.
        for _ in range(WARM):
            with browser.connect(running.port) as first:
                browser.exchange(first, sent)
        settle(running)
        before = memory(running)
        descriptors = procfs.descriptors(running.pid)
        for _ in range(options.idle):
            connection = stack.enter_context(browser.connect(running.port))
            if with_request:
                browser.exchange(connection, sent)
        settle(running)
        each = (memory(running) - before) / options.idle
        held = procfs.descriptors(running.pid) - descriptors
        cpu = procfs.cpu_ns(running.pid)
        time.sleep(options.seconds)
        idle_ms = (procfs.cpu_ns(running.pid) - cpu) / 1e6 / options.seconds
        return Cost(each, idle_ms, held)


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


def numbers(costs: list[Costs]) -> list[str]:
    return [
        f"{figures.median(one.silent.each for one in costs):,.0f}",
        f"{figures.median(one.used.each for one in costs):,.0f}",
        f"{figures.median(one.used.idle_ms for one in costs):.2f}",
    ]


def remarks(costs: list[Costs], opened: int) -> str:
    """Figures of connections that are not there are none."""
    silent = min(one.silent.held for one in costs)
    used = min(one.used.held for one in costs)
    found = [
        f"not comparable: {kind} connections that it holds: {held:,} of {opened:,}"
        for kind, held in (("silent", silent), ("used", used))
        if held < 0.99 * opened
    ]
    return "; ".join(found)
