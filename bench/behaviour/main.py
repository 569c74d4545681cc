"""Plays all cases with one proxy after the other."""

import argparse
import os
import queue
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from behaviour import connection_cases, page, request_cases, response_cases
from behaviour.case import Case, Scene
from behaviour.origin import Origin, answer_ok
from behaviour.verdict import RIGHT, Verdict, wrong
from harness import machine, proxies, tools
from harness.proxies import CLEARHOP, Proxy, RunningProxy
from harness.stage import say

BENCH = Path(__file__).resolve().parent.parent
CASES = [*request_cases.CASES, *response_cases.CASES, *connection_cases.CASES]
NAMES = ["clearhop", "haproxy", "nginx", "squid", "trafficserver", "httpd", "tinyproxy"]
CLOSING = 0.2
"""Seconds in which a proxy notices that idle connections have ended."""


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        chosen = [proxy(name) for name in given.proxies.split(",")]
        tools.need(["taskset", *(each.tool() for each in chosen)])
    except tools.Missing as missing:
        print(f"bench/behave: {missing}", file=sys.stderr)
        return 2
    if any(each.home == CLEARHOP for each in chosen):
        # Builds it where the sources are newer.
        subprocess.run([str(CLEARHOP / "clearhop"), "--version"], stdout=subprocess.DEVNULL, check=True)
    cases = [case for case in CASES if given.cases is None or case.name in given.cases.split(",")]
    work = given.work.resolve() / f"{os.getpid()}"
    found: dict[str, dict[str, Verdict]] = {}
    try:
        for each in chosen:
            found[each.name] = play_all(each, cases, work / each.name)
    except KeyboardInterrupt:
        say("bench/behave: stopped")
        return 130
    finally:
        shutil.rmtree(work, ignore_errors=True)
    text = page.text(cases, found, machine.facts(chosen), shlex.join(["bench/behave", *arguments]))
    if given.out is None:
        print(text)
    else:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text)
    return failures(found.get("clearhop", {}))


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        prog="bench/behave",
        description="Sends the same bytes through Clearhop and other proxies, and tells what each made of them."
        " Exit code 1: Clearhop was not right in a row.",
    )
    result.add_argument("--proxies", default=",".join(NAMES), help=f"of {','.join(NAMES)}; all unless given")
    result.add_argument("--cases", help=f"of {','.join(case.name for case in CASES)}; all unless given")
    result.add_argument("--out", type=Path, help="the file to write (Markdown); standard output unless given")
    result.add_argument("--work", type=Path, default=BENCH / "target" / "behave", help="for the proxies' files")
    return result


def proxy(name: str) -> Proxy:
    if name not in NAMES:
        raise SystemExit(f"bench/behave: no proxy {name}; there are {', '.join(NAMES)}")
    return next(each for each in proxies.ALL if each.name == name)


def play_all(chosen: Proxy, cases: list[Case], directory: Path) -> dict[str, Verdict]:
    origin = Origin()
    cores = ",".join(str(core) for core in sorted(os.sched_getaffinity(0)))
    running: RunningProxy | None = None
    found = {}
    try:
        for case in cases:
            if running is None or not works(running, origin):
                # After some cases a proxy holds the origin for dead.
                if running is not None:
                    say(f"  {chosen.name} is started again")
                    running.close()
                running = RunningProxy(chosen, origin, directory, cores)
                if not works(running, origin):
                    raise SystemExit(f"bench/behave: {chosen.name} does not bring a plain GET to the origin")
            found[case.name] = play(case, Scene(origin, running.port, chosen.is_forward))
            say(f"{chosen.name}: {case.name}: {found[case.name].cell()}")
    finally:
        if running is not None:
            running.close()
        origin.close()
    return found


def play(case: Case, scene: Scene) -> Verdict:
    scene.origin.play(answer_ok)
    time.sleep(CLOSING)
    try:
        return case.play(scene)
    except (OSError, queue.Empty) as failure:
        return wrong(f"does not take part: {failure!r}")


def works(running: RunningProxy, origin: Origin) -> bool:
    """Whether a plain request comes through; the case before shall leave no trace."""
    origin.play(answer_ok)
    time.sleep(CLOSING)
    scene = Scene(origin, running.port, running.proxy.is_forward)
    try:
        return running.is_alive() and scene.exchange(scene.head("GET /plain")).content == b"ok"
    except OSError:
        return False


def failures(verdicts: dict[str, Verdict]) -> int:
    failed = [f"{name}: {verdict.cell()}" for name, verdict in verdicts.items() if verdict.mark != RIGHT]
    for line in failed:
        print(f"bench/behave: clearhop: {line}", file=sys.stderr)
    return 1 if failed else 0


def stop(_signal: int, _frame: FrameType | None) -> None:
    """All that was started is ended on the way out."""
    raise KeyboardInterrupt
