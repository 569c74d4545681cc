"""(i): from the start of the process to the first proxied answer."""

import time
from dataclasses import asdict, dataclass

from harness import browser, figures
from harness.options import Options
from harness.proxies import Proxy
from harness.result import Result, Table
from harness.stage import Stage, say

PAUSE = 0.001
HEAD = ["", "listens after s", "first answer after s", ""]


@dataclass(frozen=True)
class Started:
    """Seconds since the process was started."""

    listening: float
    answered: float


def run(options: Options) -> Result:
    result = Result("i", "start")
    found: dict[str, list[Started]] = {}
    with Stage(options, options.load_cores) as stage:
        # The first time is for the page cache, and for what a program prepares for its next start.
        for number in range(options.rounds + 1):
            for proxy in options.proxies:
                try:
                    started = once(stage, proxy, options.both)
                except (RuntimeError, OSError) as failure:
                    result.problems.append(f"{proxy.name}: {failure}")
                    continue
                say(f"  {proxy.name}: listens after {started.listening:.3f} s, answers after {started.answered:.3f} s")
                if number > 0:
                    found.setdefault(proxy.label(), []).append(started)
    caption = (
        "Process start to the first connection accepted, and to the first answer from the origin; proxies may use two"
        " cores."
    )
    rows = [[name, *numbers(all_of_it), ""] for name, all_of_it in found.items()]
    result.tables.append(Table(caption, HEAD, rows))
    result.rounds[caption] = {name: [asdict(one) for one in rounds] for name, rounds in found.items()}
    return result


def once(stage: Stage, proxy: Proxy, cores: str) -> Started:
    running = stage.start(proxy, cores, PAUSE)
    try:
        listening = time.monotonic() - running.started
        with browser.connect(running.port) as connection:
            browser.exchange(connection, browser.request(stage.origin.port, "/1k"))
        return Started(listening, time.monotonic() - running.started)
    finally:
        running.close()


def numbers(rounds: list[Started]) -> list[str]:
    return [
        figures.with_quartiles([one.listening for one in rounds]),
        figures.with_quartiles([one.answered for one in rounds]),
    ]
