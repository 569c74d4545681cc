"""An origin that does what a case tells it, and remembers what reached it."""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from behaviour.wire import Message, Wire
from harness.ports import HOST

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Arrival:
    """A request that reached the origin."""

    connection: int
    nth: int
    """Which of the connection's requests."""
    message: Message


Script = Callable[["Visit", Arrival], bool]
"""Answers a request; whether the connection goes on."""

Taker = Callable[["Visit"], None]
"""Has a connection for itself from its beginning."""


class Visit:
    """A connection to the origin."""

    def __init__(self, origin: "Origin", number: int, wire: Wire) -> None:
        self.origin = origin
        self.number = number
        self.wire = wire

    def run(self) -> None:
        with self.origin.lock:
            taker = self.origin.taker
        if taker is not None:
            taker(self)
            self.wire.close()
            return
        nth = 0
        while True:
            nth += 1
            message = self.wire.message(is_response=False, seconds=30, begun=lambda begun, n=nth: self.arrive(begun, n))
            with self.origin.lock:
                script = self.origin.script
            if not message.is_whole() or not script(self, Arrival(self.number, nth, message)):
                break
        self.wire.close()

    def arrive(self, message: Message, nth: int) -> None:
        with self.origin.lock:
            self.origin.arrivals.append(Arrival(self.number, nth, message))


def answer_ok(visit: Visit, _arrival: Arrival) -> bool:
    return visit.wire.send(OK)


class Origin:
    """Listens; what it does is changed for each case."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.script: Script = answer_ok
        self.taker: Taker | None = None
        self.arrivals: list[Arrival] = []
        self._visits: list[Visit] = []
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self.lock:
                visit = Visit(self, len(self._visits) + 1, Wire(connection))
                self._visits.append(visit)
            threading.Thread(target=visit.run, daemon=True).start()

    def play(self, script: Script) -> None:
        """Ends all connections and begins anew with this script."""
        with self.lock:
            visits, self._visits = self._visits, []
            self.arrivals = []
            self.script = script
            self.taker = None
        for visit in visits:
            visit.wire.close()

    def close(self) -> None:
        self.play(answer_ok)
        self._listener.close()
