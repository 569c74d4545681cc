"""The origin: nginx, and what it counts."""

import http.client
import os
import re
from dataclasses import dataclass
from pathlib import Path

from harness import ports, templates, tools
from harness.process import Process

CONFIG = Path(__file__).resolve().parent.parent / "config" / "origin"
COUNTERS = re.compile(rb"\n (\d+) (\d+) (\d+) \n")


@dataclass(frozen=True)
class Counted:
    """What has reached the origin."""

    connections: int
    requests: int

    def __sub__(self, other: "Counted") -> "Counted":
        return Counted(self.connections - other.connections, self.requests - other.requests)


class Origin(Process):
    """Serves /1k and /1m, and answers a POST to /sink when it has read the whole content."""

    def __init__(self, directory: Path, cores: str) -> None:
        self.port = ports.free()
        templates.copy(CONFIG, directory, {"dir": str(directory), "port": str(self.port), "user": nginx_user()})
        (directory / "www").mkdir(exist_ok=True)
        (directory / "www" / "1k").write_bytes(b"0123456789abcdef" * 64)
        (directory / "www" / "1m").write_bytes(b"0123456789abcdef" * 65_536)
        command = [tools.find("nginx"), "-p", str(directory), "-c", str(directory / "nginx.conf")]
        super().__init__(command, cores, directory, {})
        try:
            ports.await_listening(self.port, self.is_alive, 10)
        except TimeoutError:
            self.close()
            raise RuntimeError("the origin does not start:\n" + self.complaint()) from None
        self._status = http.client.HTTPConnection(ports.HOST, self.port)

    def counted(self) -> Counted:
        """What has reached it but for this question."""
        self._status.request("GET", "/status")
        found = COUNTERS.search(self._status.getresponse().read())
        if found is None:
            raise RuntimeError("the origin does not say what it has counted")
        return Counted(int(found.group(1)), int(found.group(3)))

    def close(self) -> None:
        if hasattr(self, "_status"):
            self._status.close()
        super().close()


def nginx_user() -> str:
    """Workers stay root where the harness is, for they have to read its files."""
    return "user root root;" if os.geteuid() == 0 else ""
