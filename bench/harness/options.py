"""The command line."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from harness import proxies
from harness.proxies import Proxy

BENCH = Path(__file__).resolve().parent.parent
LETTERS = "abcdefghij"
OPTIONAL = {"littleproxy"}
"""Not measured unless named."""


@dataclass(frozen=True)
class Options:
    scenarios: str
    proxies: list[Proxy]
    rounds: int
    seconds: float
    warmup: float
    rate: int
    idle: int
    out: Path
    work: Path
    proxy_core: str
    load_cores: str
    both: str
    """Cores of a proxy with two event loops."""
    both_load: str
    """Cores of the load against it."""

    def warmup_of(self, proxy: Proxy) -> float:
        """Machine code needs no time to get fast; its connections are opened all the same."""
        return self.warmup if proxy.is_jvm else min(self.warmup, 2)


def parse(arguments: list[str]) -> Options:
    given = parser().parse_args(arguments)
    if given.smoke:
        given.rounds, given.seconds, given.warmup, given.idle = 1, 1, 1, 200
        given.proxies = given.proxies or "haproxy,clearhop"
    if given.seconds <= 0:
        raise SystemExit(f"bench/run: --seconds {given.seconds:g}: a turn needs some")
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) == 1:
        if not given.smoke:
            raise SystemExit("bench/run: needs two cores, one for the proxy and one for the load")
        cores *= 2
    spread = len(cores) >= 4
    return Options(
        scenarios=scenarios(given.scenarios),
        proxies=chosen(given.proxies, given.also),
        rounds=given.rounds,
        seconds=given.seconds,
        warmup=given.warmup,
        rate=given.rate,
        idle=given.idle,
        out=given.out.resolve(),
        work=given.work.resolve(),
        proxy_core=str(cores[0]),
        load_cores=str(cores[1]),
        both=join(cores[:2]),
        both_load=join(cores[2:4] if spread else cores[:2]),
    )


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        prog="bench/run", description="Measures Clearhop and other proxies side by side; see bench/README.md."
    )
    names = [proxy.name for proxy in proxies.ALL]
    result.add_argument("scenarios", nargs="?", default=LETTERS, help=f"letters of {LETTERS}, all unless given")
    result.add_argument("--proxies", default="", help=f"of {','.join(names)}; all but littleproxy unless given")
    result.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="NAME=DIR",
        help="one more Clearhop: a working copy that is built, for example of an older commit",
    )
    result.add_argument("--rounds", type=int, default=8, help="how often each proxy has its turn (8)")
    result.add_argument("--seconds", type=float, default=5, help="of a turn (5)")
    result.add_argument("--warmup", type=float, default=30, help="seconds of load for a JVM before the rounds (30)")
    result.add_argument("--rate", type=int, default=0, help="requests a second of scenario j; else half of capacity")
    result.add_argument("--idle", type=int, default=5000, help="connections of scenario e (5000)")
    result.add_argument("--out", type=Path, default=BENCH / "target" / "results", help="where RESULTS.md goes")
    result.add_argument("--work", type=Path, default=BENCH / "target" / "work", help="for the proxies' files")
    result.add_argument("--smoke", action="store_true", help="a second for each scenario: does it work?")
    return result


def scenarios(letters: str) -> str:
    unknown = set(letters) - set(LETTERS)
    if unknown:
        raise SystemExit(f"bench/run: no scenario {', '.join(sorted(unknown))}; there are {LETTERS}")
    return letters


def chosen(names: str, also: list[str]) -> list[Proxy]:
    by_name = {proxy.name: proxy for proxy in proxies.ALL}
    wanted = names.split(",") if names else [name for name in by_name if name not in OPTIONAL]
    for name in wanted:
        if name not in by_name:
            raise SystemExit(f"bench/run: no proxy {name}; there are {', '.join(by_name)}")
    return [by_name[name] for name in wanted] + [another(text) for text in also]


def another(text: str) -> Proxy:
    name, _, directory = text.partition("=")
    home = Path(directory)
    if not (home / "proxy" / "target" / "clearhop.jar").exists():
        raise SystemExit(f"bench/run: --also {text}: no built Clearhop in {directory}; run ./clearhop --version there")
    return proxies.clearhop(name, home.resolve())


def join(cores: list[int]) -> str:
    return ",".join(str(core) for core in cores)
