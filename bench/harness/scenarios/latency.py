"""(j): latency at a fixed, moderate rate, where a proxy spends its life."""

from dataclasses import asdict

from harness import doubts, figures
from harness.load import Rate, Wrk
from harness.measure import Measured, measure
from harness.options import Options
from harness.proxies import RunningProxy
from harness.result import Result, Table
from harness.stage import Stage, say

BASELINE = "haproxy"
PACE = ("haproxy", "clearhop")
CLOSED = Wrk("/1k", 64)
HEAD = ["", "p99 to haproxy", "p50 ms", "p99 ms", "p99.9 ms", "a second", "CPU to haproxy", "cores busy", ""]


def run(options: Options) -> Result:
    result = Result("j", "latency at half of capacity")
    with Stage(options, options.load_cores) as stage:
        program = stage.generator("rate")
        running = stage.start_all(options.proxies, options.proxy_core, result)
        warm = stage.warm_up(running, CLOSED, result)
        rate = options.rate or half_of_capacity(stage, warm)
        load = Rate(program, "/1k", 64, rate)
        found = stage.play(warm, load, result)
    base = found.get(BASELINE, [])
    rows = []
    for name, rounds in found.items():
        rows.append([name, *numbers(rounds, base), "; ".join(remarks(rounds, rate))])
        result.problems += doubts.broken(name, rounds)
    caption = f"{rate:,} requests a second over 64 connections, the same for all; latency from when a request was due."
    result.tables.append(Table(caption, HEAD, rows))
    result.rounds[caption] = {name: [asdict(one) for one in rounds] for name, rounds in found.items()}
    return result


def half_of_capacity(stage: Stage, running: list[RunningProxy]) -> int:
    """Half of what the slower of the two that this is about can carry here, load and all; two digits of it."""
    pace = [proxy for proxy in running if proxy.proxy.name in PACE] or running
    slowest = min(measure(proxy, stage.origin, CLOSED, stage.options.seconds).rate() for proxy in pace)
    rate = max(100, int(float(f"{slowest / 2:.1e}")))
    say(f"  the slower carries {slowest:.0f}/s; the rate is {rate}/s")
    return rate


def numbers(rounds: list[Measured], base: list[Measured]) -> list[str]:
    p99 = figures.ratios([one.answered.p99 for one in rounds], [one.answered.p99 for one in base]) if base else []
    each = [one.cpu_us_each() for one in rounds]
    cpu = figures.ratios(each, [one.cpu_us_each() for one in base]) if base else []
    middle = figures.median
    return [
        figures.with_quartiles(p99),
        f"{middle(one.answered.p50 for one in rounds) / 1000:.2f}",
        f"{middle(one.answered.p99 for one in rounds) / 1000:.2f}",
        f"{middle(one.answered.p999 for one in rounds) / 1000:.2f}",
        f"{middle(one.rate() for one in rounds):,.0f}",
        figures.with_quartiles(cpu),
        f"{middle(one.busy() for one in rounds):.2f}",
    ]


def remarks(rounds: list[Measured], rate: int) -> list[str]:
    found = doubts.doubts(rounds, 1024)
    served = figures.median(one.answered.requests / one.answered.seconds for one in rounds)
    # A turn is a little longer than its requests: threads start, and the last answers come.
    return found + (["overloaded: it can not keep the rate"] if served < 0.8 * rate else [])
