"""(h): what a second event loop is worth."""

from collections.abc import Mapping, Sequence

from harness import compare, figures
from harness.load import Wrk
from harness.measure import Measured
from harness.options import Options
from harness.result import Result, Table
from harness.stage import Stage

SCALABLE = ("clearhop", "haproxy", "nginx")
LOAD = Wrk("/1k", 64)
EXPLANATION = (
    "Twice as many loops carry twice as much if a request costs no more CPU and no loop waits for another. Scaling is"
    " 2 × CPU each with one / CPU each with two, of the same round. Proxies may use cores {both}, the load {load};"
    " where these are the same, requests a second say what is left of them for all together, and not what two loops"
    " can do."
)


def run(options: Options) -> Result:
    result = Result("h", "two event loops on two cores against one")
    scalable = [proxy for proxy in options.proxies if proxy.name in SCALABLE]
    proxies = [proxy.with_threads(threads) for proxy in scalable for threads in (1, 2)]
    with Stage(options, options.both_load) as stage:
        running = stage.start_all(proxies, options.both, result)
        warm = stage.warm_up(running, LOAD, result)
        found = stage.play(warm, LOAD, result)
    rows = [row(found, proxy.label(), proxy.with_threads(2).label()) for proxy in scalable]
    head = ["", "scaling", "a second, to one loop", ""]
    explanation = EXPLANATION.format(both=options.both, load=options.both_load)
    result.tables.append(Table(explanation, head, [line for line in rows if line]))
    compare.add(result, "All of them:", found, "haproxy", 1024)
    return result


def row(found: Mapping[str, Sequence[Measured]], one: str, two: str) -> list[str]:
    if one not in found or two not in found:
        return []
    cost = [[each.cpu_us_each() for each in found[name]] for name in (one, two)]
    rate = [[each.rate() for each in found[name]] for name in (two, one)]
    scaling = [2 * ratio for ratio in figures.ratios(*cost)]
    return [one, figures.with_quartiles(scaling), figures.with_quartiles(figures.ratios(*rate)), ""]
