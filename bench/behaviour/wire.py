"""Messages as they are on a connection: read byte by byte, nothing repaired, nothing hidden."""

import re
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE = 8.0
"""Seconds after which nothing more is expected."""


@dataclass
class Message:
    """What came."""

    head: bytes = b""
    content: bytes = b""
    """Without chunk sizes."""
    framing: str = "none"
    """What said where the content ends: length, chunked, close or none."""
    end: str = "complete"
    """complete; else why it is not: closed, reset, timeout, malformed, or unfinished while more is awaited."""
    wire: "Wire | None" = None
    begin: int = 0
    stop: int | None = None

    @property
    def raw(self) -> bytes:
        """All of it that came, as it came."""
        return b"" if self.wire is None else bytes(self.wire.received[self.begin : self.stop])

    def status(self) -> int:
        """Of a response; 0 if there was none."""
        words = self.head.split(b" ", 2)
        return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0

    def is_whole(self) -> bool:
        return self.end == "complete"

    def lines(self) -> list[str]:
        return self.head.decode("latin-1").split("\r\n")[1:-2]

    def values(self, name: str) -> list[str]:
        """Of all field lines of a name, whatever white space stands before the colon."""
        found = []
        for line in self.lines():
            key, colon, value = line.partition(":")
            if colon and key.strip().lower() == name.lower():
                found.append(value.strip())
        return found

    def has(self, name: str) -> bool:
        return bool(self.values(name))

    def tokens(self, name: str) -> list[str]:
        return [token.strip().lower() for value in self.values(name) for token in value.split(",")]


@dataclass
class Wire:
    """A connection; what is read stays in `received`."""

    socket: socket.socket
    received: bytearray = field(default_factory=bytearray)
    taken: int = 0
    end: str = ""
    """How the peer ended it: closed, reset, or not at all."""

    def send(self, data: bytes) -> bool:
        """Whether the connection took it."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def fill(self, deadline: float) -> str:
        """Reads what is there; returns "" or why no more comes."""
        if self.end:
            return self.end
        left = deadline - time.monotonic()
        if left <= 0:
            return "timeout"
        try:
            self.socket.settimeout(left)
            data = self.socket.recv(65_536)
        except TimeoutError:
            return "timeout"
        except OSError:
            self.end = "reset"
            return self.end
        if not data:
            self.end = "closed"
            return self.end
        self.received += data
        return ""

    def until(self, end: bytes, deadline: float) -> tuple[bytes, str]:
        """Takes up to an end mark; else all that came, and why it is not there."""
        while True:
            at = self.received.find(end, self.taken)
            if at >= 0:
                return self.take(at + len(end) - self.taken), ""
            why = self.fill(deadline)
            if why:
                return self.take(len(self.received) - self.taken), why

    def exactly(self, count: int, deadline: float) -> tuple[bytes, str]:
        while len(self.received) - self.taken < count:
            why = self.fill(deadline)
            if why:
                return self.take(len(self.received) - self.taken), why
        return self.take(count), ""

    def take(self, count: int) -> bytes:
        data = bytes(self.received[self.taken : self.taken + count])
        self.taken += count
        return data

    def rest(self, seconds: float = PATIENCE) -> tuple[bytes, str]:
        """All that comes until the peer ends the connection, and how it does."""
        deadline = time.monotonic() + seconds
        why = ""
        while not why:
            why = self.fill(deadline)
        return self.take(len(self.received) - self.taken), why

    def message(
        self, is_response: bool, seconds: float = PATIENCE, begun: Callable[[Message], None] | None = None
    ) -> Message:
        """The next message; one without a head if there is none. Who wants to knows of it when the head is there."""
        deadline = time.monotonic() + seconds
        message = Message(wire=self, begin=self.taken, end="unfinished")
        head, why = self.until(b"\r\n\r\n", deadline)
        if why:
            message.end = why
        else:
            message.head = head
            if begun is not None:
                begun(message)
            message.end = self.content(message, is_response, deadline)
        message.stop = self.taken
        return message

    def content(self, message: Message, is_response: bool, deadline: float) -> str:
        """Reads it; returns how it ended."""
        codings = message.tokens("Transfer-Encoding")
        lengths = message.values("Content-Length")
        if codings and codings[-1] == "chunked":
            message.framing = "chunked"
            return self.chunks(message, deadline)
        if lengths and lengths[0].isdigit():
            message.framing = "length"
            message.content, why = self.exactly(int(lengths[0]), deadline)
            return why or "complete"
        if is_response and message.status() not in (204, 304):
            message.framing = "close"
            message.content, why = self.rest(max(0.0, deadline - time.monotonic()))
            return "complete" if why == "closed" else why
        return "complete"

    def chunks(self, message: Message, deadline: float) -> str:
        while True:
            line, why = self.until(b"\r\n", deadline)
            if why:
                return why
            digits = line[:-2].split(b";")[0]
            if not re.fullmatch(rb"[0-9A-Fa-f]+", digits):
                return "malformed"
            size = int(digits, 16)
            data, why = self.exactly(size, deadline)
            message.content += data
            if why:
                return why
            # After the last chunk the trailer section, here always empty.
            closing, why = self.until(b"\r\n", deadline)
            if why or closing != b"\r\n":
                return why or "malformed"
            if size == 0:
                return "complete"

    def finish(self) -> None:
        """Says that nothing more will be sent."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def reset(self) -> None:
        """Closes with RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
