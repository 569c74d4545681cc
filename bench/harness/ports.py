"""Free ports of the loopback interface."""

import random
import socket
import time
from collections.abc import Callable
from pathlib import Path

HOST = "127.0.0.1"


def free() -> int:
    """A port that nobody has, below those that the kernel gives to clients, so that no client takes it meanwhile."""
    first_of_clients = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(10_000, min(first_of_clients, 65_536))
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
                return port
            except OSError:
                continue


def connect(port: int) -> socket.socket:
    """A connection that sends at once what it is given."""
    connection = socket.create_connection((HOST, port), timeout=5)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def await_listening(port: int, alive: Callable[[], bool], seconds: float, pause: float = 0.01) -> None:
    """Returns when the port accepts; raises when that takes too long or its process has ended."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            if not alive() or time.monotonic() > deadline:
                raise TimeoutError(f"nothing listens on {HOST}:{port}") from None
            time.sleep(pause)
