"""What becomes of connections that break, or that one side has ended."""

import queue
import socket
import time

from behaviour.case import Case, Scene, shown
from behaviour.origin import OK, Arrival, Visit
from behaviour.response_cases import received
from behaviour.verdict import Verdict, allowed, not_asked, right, wrong
from behaviour.wire import PATIENCE, Wire

LONG = 8 * 1024 * 1024
TOO_LARGE = b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoo large"


def stale_get(scene: Scene) -> Verdict:
    def script(visit: Visit, arrival: Arrival) -> bool:
        # The second request of a connection is what a connection meets that has idled too long.
        return arrival.nth == 1 and visit.wire.send(OK)

    scene.script(script)
    client = scene.client()
    client.send(scene.head("GET /first"))
    first = client.message(is_response=True)
    client = again(scene, client)
    client.send(scene.head("GET /second"))
    second = client.message(is_response=True)
    client.close()
    arrivals = scene.arrivals()
    evidence = received(first) + received(second)
    evidence.append("requests at the origin, connection and which of it: " + where(arrivals))
    if first.status() != 200:
        return wrong(f"answers {first.status()} at first", evidence)
    if not any(arrival.nth > 1 for arrival in arrivals):
        return not_asked("does not use origin connections again", evidence)
    if second.status() == 200:
        return right("repeats it: 200", evidence)
    if second.status():
        return allowed(f"answers {second.status()}", evidence)
    return allowed("closes without an answer" if second.end != "timeout" else "does not answer", evidence)


def post_once(scene: Scene) -> Verdict:
    def script(visit: Visit, arrival: Arrival) -> bool:
        return arrival.message.head.startswith(b"GET") and visit.wire.send(OK)

    scene.script(script)
    client = scene.client()
    client.send(scene.head("GET /first"))
    client.message(is_response=True)
    client = again(scene, client)
    client.send(scene.head("POST /second", "Content-Length: 5") + b"hello")
    answer = client.message(is_response=True)
    client.close()
    posts = [arrival for arrival in scene.arrivals() if arrival.message.head.startswith(b"POST")]
    evidence = received(answer) + ["POSTs at the origin, connection and which of it: " + where(posts)]
    said = f"{answer.status()}" if answer.status() else "close without an answer"
    if len(posts) > 1:
        return wrong(f"sent {len(posts)} times; {said}", evidence)
    if answer.status() == 0 and answer.end == "timeout":
        return allowed("sent once; no answer", evidence)
    if len(posts) == 1:
        return right(f"sent once; {said}", evidence)
    return wrong(f"not sent; {said}", evidence)


def again(scene: Scene, client: Wire) -> Wire:
    """The connection for the next request: another one where the proxy has closed it."""
    if scene.goes_on(client):
        return client
    client.close()
    return scene.client()


def where(arrivals: list[Arrival]) -> str:
    return ", ".join(f"{arrival.connection}/{arrival.nth}" for arrival in arrivals) or "none"


def early_answer(scene: Scene) -> Verdict:
    """The client is a simple one: it reads when it has sent all, or cannot send more."""

    def refuse(visit: Visit) -> None:
        visit.wire.until(b"\r\n\r\n", time.monotonic() + PATIENCE)
        visit.wire.send(TOO_LARGE)
        # It lingers, as RFC 9112 section 9.6 asks, so that nothing is lost on its side.
        visit.wire.finish()
        visit.wire.rest()

    scene.take_connections(refuse)
    client = scene.client()
    # Small buffers, so that what is in them does not decide.
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
    client.socket.settimeout(4)
    client.send(scene.head("POST /long", f"Content-Length: {LONG}"))
    all_sent = client.send(b"x" * LONG)
    answer = client.message(is_response=True)
    client.close()
    evidence = received(answer) + ["all content sent" if all_sent else "the connection took no more of the content"]
    if answer.status() == 413:
        return right("413", evidence)
    if answer.status():
        return wrong(f"answers {answer.status()}", evidence)
    return wrong(f"lost: {answer.end}", evidence)


def half_close(scene: Scene) -> Verdict:
    if not scene.is_forward:
        return not_asked("no CONNECT", [])
    seen: queue.Queue[tuple[bytes, str]] = queue.Queue()

    def tunnel(visit: Visit) -> None:
        seen.put(visit.wire.rest())
        visit.wire.send(b"answer after the end")

    scene.take_connections(tunnel)
    client = scene.client()
    client.send(scene.lines(f"CONNECT {scene.authority()} HTTP/1.1", f"Host: {scene.authority()}"))
    # The head alone: what follows is the tunnel's.
    head, why = client.until(b"\r\n\r\n", time.monotonic() + PATIENCE)
    if why or b" 200" not in head:
        client.close()
        return wrong("makes no tunnel", [shown("client received", head)])
    client.send(b"question")
    client.finish()
    answer, end = client.rest(2 * PATIENCE)
    client.close()
    question, how = seen.get(timeout=2 * PATIENCE)
    evidence = [
        shown("origin received", question) + f" ({how})",
        shown("client received", answer) + f" ({end})",
    ]
    if how == "timeout":
        return wrong("the origin does not see the end", evidence)
    if answer == b"answer after the end":
        return right("passed on; the answer comes", evidence)
    return allowed("closes both: the answer is lost", evidence)


CASES = [
    Case(
        "stale-get",
        "`GET` on an origin connection that has just ended",
        "RFC 9110 section 9.2.2, RFC 9112 section 9.3.1",
        "A request that may be repeated, on a connection that brought an answer before: repeat it. A 502 is allowed.",
        "two `GET`s, on one client connection if the proxy keeps it; the origin closes instead of answering the second one of a connection",
        stale_get,
    ),
    Case(
        "post-once",
        "`POST` on an origin connection that ends without an answer",
        "RFC 9110 section 9.2.2",
        "A proxy must not repeat what is not idempotent.",
        "`GET`, then `POST` with 5 bytes, on one client connection if the proxy keeps it; the origin reads every `POST` and closes",
        post_once,
    ),
    Case(
        "early-answer",
        "413 before the content is sent, to a client that reads later",
        "RFC 9112 sections 9.3 and 9.6",
        "The answer must reach the client: who closes with content unread makes the system send RST, which takes it away.",
        "`POST` with 8 MiB; the origin answers 413 at the head, ends its side and goes on reading; the client reads when it"
        " can send no more",
        early_answer,
    ),
    Case(
        "half-close",
        "Half-close in a tunnel",
        "RFC 9110 section 9.3.6",
        "The end reaches the origin. Who has ended its side can still read; to close both is allowed, and loses the answer.",
        "`CONNECT`, then `question` and FIN; the origin answers when it has seen the end",
        half_close,
    ),
]
