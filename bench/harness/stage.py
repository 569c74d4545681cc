"""Where a scenario plays: an origin, and proxies that are started as they are wanted."""

import os
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from harness.load import Load, compile_generator
from harness.measure import Measured, measure
from harness.options import Options
from harness.origin import Origin
from harness.proxies import Proxy, RunningProxy
from harness.result import Result

REST = 0.5
"""Seconds without load between two turns of a warm-up, enough to fall idle."""


class Stage:
    """Ends all that was started on it when it is closed."""

    def __init__(self, options: Options, load_cores: str) -> None:
        self.options = options
        self._stack = ExitStack()
        self._directory = options.work / f"{os.getpid()}-{time.time_ns()}"
        self._directory.mkdir(parents=True)
        self._stack.callback(shutil.rmtree, self._directory, ignore_errors=True)
        # Generators are children of this process and inherit it.
        os.sched_setaffinity(0, {int(core) for core in load_cores.split(",")})
        directory = self._directory / "origin"
        directory.mkdir()
        try:
            self.origin = self._stack.enter_context(Origin(directory, load_cores))
        except BaseException:
            self._stack.close()
            raise

    def generator(self, name: str) -> Path:
        """A compiled load generator."""
        return compile_generator(name, self._directory / "load")

    def start(self, proxy: Proxy, cores: str, pause: float = 0.01) -> RunningProxy:
        directory = self._directory / proxy.label().replace(" ×", "-")
        return self._stack.enter_context(RunningProxy(proxy, self.origin, directory, cores, pause))

    def start_all(self, proxies: list[Proxy], cores: str, result: Result) -> list[RunningProxy]:
        """Those that start; the others are a problem of the result."""
        running = []
        for proxy in proxies:
            try:
                running.append(self.start(proxy, cores))
            except RuntimeError as failure:
                result.problems.append(str(failure))
        return running

    def warm_up(self, running: list[RunningProxy], load: Load, result: Result) -> list[RunningProxy]:
        """Those that carry the load; the others are a problem of the result.

        The load comes as in the rounds, in turns with nothing between them: what a proxy does when connections come and
        go, and when nothing happens, has to be warm too.
        """
        warm = []
        for proxy in running:
            seconds = self.options.warmup_of(proxy.proxy)
            say(f"  {proxy.proxy.label()}: {seconds:g} s of warm-up")
            try:
                while seconds > 0:
                    measure(proxy, self.origin, load, min(seconds, self.options.seconds))
                    seconds -= self.options.seconds
                    time.sleep(REST)
                warm.append(proxy)
            except RuntimeError as failure:
                result.problems.append(f"{proxy.proxy.label()}: {failure}")
        return warm

    def play(self, running: list[RunningProxy], load: Load, result: Result) -> dict[str, list[Measured]]:
        """All rounds: each proxy has its turn in each. One that ends meanwhile has no part in the result."""
        found: dict[str, list[Measured]] = {proxy.proxy.label(): [] for proxy in running}
        for number in range(1, self.options.rounds + 1):
            for proxy in running:
                label = proxy.proxy.label()
                if label not in found:
                    continue
                try:
                    measured = measure(proxy, self.origin, load, self.options.seconds)
                except RuntimeError as failure:
                    result.problems.append(f"{label}: {failure}")
                    del found[label]
                    continue
                found[label].append(measured)
                say(f"  round {number} {label}: {measured.rate():.0f}/s, {measured.cpu_us_each():.1f} µs of CPU each")
        return found

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def say(text: str) -> None:
    """Tells who waits how far it is."""
    print(text, file=sys.stderr, flush=True)
