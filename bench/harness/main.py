"""Runs the scenarios one after the other."""

import shlex
import signal
import subprocess
import sys
from types import FrameType

from harness import machine, options, report, tools
from harness.proxies import CLEARHOP
from harness.scenarios import ALL
from harness.stage import say


def main(arguments: list[str]) -> int:
    given = options.parse(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        return run(given, shlex.join(["bench/run", *arguments]))
    except tools.Missing as missing:
        print(f"bench/run: {missing}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("bench/run: stopped")
        return 130


def run(given: options.Options, command: str) -> int:
    tools.need(["taskset", "nginx", "wrk", "gcc", *(proxy.tool() for proxy in given.proxies)])
    if any(proxy.home == CLEARHOP for proxy in given.proxies):
        # Builds it where the sources are newer.
        subprocess.run([str(CLEARHOP / "clearhop"), "--version"], stdout=subprocess.DEVNULL, check=True)
    facts = machine.facts(given.proxies)
    if machine.TRACKING in facts:
        say(f"{machine.TRACKING}: {facts[machine.TRACKING]}")
    problems = []
    for letter in given.scenarios:
        say(f"({letter})")
        try:
            result = ALL[letter](given)
        except RuntimeError as failure:
            problems.append(f"({letter}) {failure}")
            continue
        report.store(given.out, result, command, facts)
        print(f"\n({letter}) {result.title}\n\n{result.text()}\n", flush=True)
        problems += [f"({letter}) {problem}" for problem in result.problems]
    print(report.write(given.out))
    for problem in problems:
        print(f"bench/run: {problem}", file=sys.stderr)
    return 1 if problems else 0


def stop(_signal: int, _frame: FrameType | None) -> None:
    """All that was started is ended on the way out."""
    raise KeyboardInterrupt
