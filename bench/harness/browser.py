"""A few requests by hand, where no generator is needed."""

import socket

from harness import ports

FIELDS = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding: gzip, deflate",
    "Accept-Language: en-GB,en;q=0.9",
    "Cache-Control: max-age=0",
    "Cookie: session=0123456789abcdef0123456789abcdef",
    "Referer: http://origin.test/",
    "Upgrade-Insecure-Requests: 1",
    "Proxy-Connection: keep-alive",
)


def connect(port: int) -> socket.socket:
    return socket.create_connection((ports.HOST, port), timeout=60)


def request(origin_port: int, path: str) -> bytes:
    authority = f"{ports.HOST}:{origin_port}"
    lines = (f"GET http://{authority}{path} HTTP/1.1", f"Host: {authority}", *FIELDS, "", "")
    return "\r\n".join(lines).encode()


def exchange(connection: socket.socket, sent: bytes) -> None:
    """Sends a request for /1k, and takes its answer; raises OSError unless that is whole and a 200."""
    connection.sendall(sent)
    got = b""
    while b"\r\n\r\n" not in got or len(got.partition(b"\r\n\r\n")[2]) < 1024:
        part = connection.recv(65_536)
        if not part:
            raise OSError("the connection ended before the answer did")
        got += part
    if not got.startswith((b"HTTP/1.1 200 ", b"HTTP/1.0 200 ")):
        raise OSError("answered " + got.partition(b"\r\n")[0].decode(errors="replace"))
