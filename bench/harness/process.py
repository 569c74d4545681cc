"""A process that the harness has started, and ends."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from harness import tools


class Process:
    """Runs until it is closed, on the given cores, with its output in files that grow no further than needed."""

    def __init__(self, command: list[str], cores: str, directory: Path, environment: dict[str, str]) -> None:
        self._closed = False
        self._out = directory / "stdout.log"
        self._err = directory / "stderr.log"
        with self._out.open("ab") as out, self._err.open("ab") as err:
            self.started = time.monotonic()
            self._process = subprocess.Popen(
                [tools.find("taskset"), "-c", cores, *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd=directory,
                env=os.environ | environment,
                # A group of its own: Ctrl-C reaches the harness alone, which then ends all in order.
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def trim_logs(self) -> None:
        """Empties what it has written so far; it appends, so that the file begins anew."""
        os.truncate(self._out, 0)

    def complaint(self) -> str:
        """The end of what it has written."""
        return (self._out.read_text(errors="replace") + self._err.read_text(errors="replace"))[-2000:]

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        with suppress(ProcessLookupError):
            # Whoever is left of its group, itself included.
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
