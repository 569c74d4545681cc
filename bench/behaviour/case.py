"""A case: what is sent, what is right, and how it is seen."""

from collections.abc import Callable
from dataclasses import dataclass

from behaviour.origin import Arrival, Origin, Script, Taker
from behaviour.verdict import Verdict
from behaviour.wire import Message, Wire
from harness import ports

SHOWN = 260
"""Bytes of a message in the evidence."""


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    """A row of the table."""
    clause: str
    asks: str
    """What the clause asks of a proxy, in a sentence."""
    sent: str
    """What the client sends and the origin answers, for people who want to repeat it."""
    play: Callable[["Scene"], Verdict]


@dataclass
class Scene:
    """A proxy and an origin, while a case is played."""

    origin: Origin
    proxy_port: int
    is_forward: bool

    def script(self, script: Script) -> None:
        self.origin.script = script

    def take_connections(self, taker: Taker) -> None:
        self.origin.taker = taker

    def client(self) -> Wire:
        return Wire(ports.connect(self.proxy_port))

    def authority(self) -> str:
        return f"{ports.HOST}:{self.origin.port}"

    def head(self, start: str, *fields: str) -> bytes:
        """A request head in absolute form; start is the method and a path, and perhaps a version."""
        method, path, *version = start.split(" ")
        line = f"{method} http://{self.authority()}{path} {version[0] if version else 'HTTP/1.1'}"
        return self.lines(line, f"Host: {self.authority()}", *fields)

    @staticmethod
    def lines(*lines: str) -> bytes:
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    @staticmethod
    def goes_on(client: Wire) -> bool:
        """Whether the proxy keeps a connection after an answer, in which it need not have said that it does not."""
        return client.rest(0.3)[1] == "timeout"

    def exchange(self, request: bytes) -> Message:
        """Sends a request on a connection of its own, and tells what came."""
        client = self.client()
        try:
            client.send(request)
            return client.message(is_response=True)
        finally:
            client.close()

    def arrivals(self) -> list[Arrival]:
        with self.origin.lock:
            return list(self.origin.arrivals)

    def first(self) -> Message | None:
        """The first request that reached the origin."""
        arrivals = self.arrivals()
        return arrivals[0].message if arrivals else None


def shown(label: str, data: bytes) -> str:
    """Bytes as text that fits into a line."""
    text = data[:SHOWN].decode("latin-1").encode("unicode_escape").decode("ascii").replace("\\r\\n", "␍␊")
    return f"{label}: {text or '(nothing)'}{'…' if len(data) > SHOWN else ''}"


def refused(answer: Message) -> bool:
    return 400 <= answer.status() < 500 or answer.status() == 501
