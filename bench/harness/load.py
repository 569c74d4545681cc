"""What is sent, and what the generators say of it."""

import subprocess
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from harness import tools

SOURCES = Path(__file__).resolve().parent.parent / "load"


@dataclass(frozen=True)
class Answered:
    """The result line of a generator; latencies in microseconds, 0 where they are not known."""

    requests: int
    seconds: float
    bytes: int
    errors: int
    p50: float
    p99: float
    p999: float


class Load(ABC):
    """One kind of requests."""

    @abstractmethod
    def command(self, proxy_port: int, origin_port: int, seconds: float) -> list[str]:
        """The generator with its arguments."""

    def run(self, proxy_port: int, origin_port: int, seconds: float) -> Answered:
        command = self.command(proxy_port, origin_port, seconds)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            if line.startswith("result "):
                return parse(dict(word.split("=") for word in line.split()[1:]))
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def parse(found: dict[str, str]) -> Answered:
    return Answered(
        requests=int(found["requests"]),
        seconds=float(found["seconds"]),
        bytes=int(found["bytes"]),
        errors=int(found["errors"]),
        p50=float(found["p50"]),
        p99=float(found["p99"]),
        p999=float(found["p999"]),
    )


@dataclass(frozen=True)
class Wrk(Load):
    """As many requests as the connections can carry."""

    path: str
    connections: int
    words: tuple[str, ...] = ()
    """For browser.lua."""

    def command(self, proxy_port: int, origin_port: int, seconds: float) -> list[str]:
        # wrk knows whole seconds.
        options = ["-t1", f"-c{self.connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
        target = f"http://127.0.0.1:{origin_port}{self.path}"
        script = ["-s", str(SOURCES / "browser.lua"), f"http://127.0.0.1:{proxy_port}"]
        return [tools.find("wrk"), *options, *script, target, *self.words]


@dataclass(frozen=True)
class Tunnels(Load):
    """CONNECT tunnels, each opened once (bulk) or for one request (short)."""

    program: Path
    path: str
    tunnels: int
    kind: str

    def command(self, proxy_port: int, origin_port: int, seconds: float) -> list[str]:
        numbers = [str(proxy_port), str(origin_port), self.path, str(seconds), str(self.tunnels)]
        return [str(self.program), *numbers, self.kind]


@dataclass(frozen=True)
class Rate(Load):
    """So many requests a second, whatever the proxy does."""

    program: Path
    path: str
    connections: int
    rate: int

    def command(self, proxy_port: int, origin_port: int, seconds: float) -> list[str]:
        numbers = [str(proxy_port), str(origin_port), self.path, str(seconds), str(self.connections)]
        return [str(self.program), *numbers, str(self.rate)]


def compile_generator(name: str, directory: Path) -> Path:
    """Makes a program of bench/load/NAME.c."""
    directory.mkdir(parents=True, exist_ok=True)
    program = directory / name
    source = str(SOURCES / f"{name}.c")
    subprocess.run([tools.find("gcc"), "-O2", "-pthread", "-o", str(program), source], check=True)
    return program
