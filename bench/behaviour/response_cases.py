"""What becomes of responses."""

from behaviour.case import Case, Scene, shown
from behaviour.origin import OK, Arrival, Visit
from behaviour.verdict import Verdict, allowed, right, wrong
from behaviour.wire import Message

CUT_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
CUT_CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
BAD_CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x4\r\nhalf\r\n0\r\n\r\n"
UNTIL_CLOSE = b"HTTP/1.1 200 OK\r\nX-Which: first\r\n\r\nuntil the end"
SPACE = b"HTTP/1.1 200 OK\r\nX-Space : 1\r\nContent-Length: 2\r\n\r\nok"
NOMINATED = (
    b"HTTP/1.1 200 OK\r\nConnection: X-One, X-Two\r\nX-One: 1\r\nX-Two: 2\r\nKeep-Alive: timeout=300\r\n"
    b"Content-Length: 2\r\n\r\nok"
)


def received(answer: Message) -> list[str]:
    return [shown("client received", answer.raw) + f" ({answer.framing}, {answer.end})"]


def asked(scene: Scene, response: bytes, *, close: bool) -> Message:
    """What a client gets where the origin sends this."""

    def script(visit: Visit, _arrival: Arrival) -> bool:
        visit.wire.send(response)
        return not close

    scene.script(script)
    return scene.exchange(scene.head("GET /response"))


def nominated(scene: Scene) -> Verdict:
    answer = asked(scene, NOMINATED, close=False)
    evidence = received(answer)
    if answer.status() != 200:
        return wrong(f"answers {answer.status()}", evidence)
    found = [name for name in ("X-One", "X-Two") if answer.has(name)]
    if "timeout=300" in answer.tokens("Keep-Alive"):
        found.append("Keep-Alive")
    return wrong("passes on " + ", ".join(found), evidence) if found else right("removed", evidence)


def space(scene: Scene) -> Verdict:
    answer = asked(scene, SPACE, close=False)
    evidence = received(answer)
    if b"X-Space :" in answer.head:
        return wrong("passes it on", evidence)
    if answer.status() == 200:
        return right("repairs it" if answer.has("X-Space") else "drops the line", evidence)
    if answer.status() == 502:
        return right("answers 502", evidence)
    return allowed(f"answers {answer.status()}" if answer.status() else "breaks off", evidence)


def unfinished(answer: Message) -> Verdict:
    evidence = received(answer)
    if answer.status() >= 500:
        return right(f"answers {answer.status()}", evidence)
    if answer.is_whole():
        how = {"close": "ended by the close", "chunked": "with a last chunk"}.get(answer.framing, "with its length")
        return wrong(f"looks whole: {len(answer.content)} bytes, {how}", evidence)
    if answer.end == "timeout":
        return wrong("the client waits for the rest", evidence)
    if not answer.head:
        return right("breaks off before the response", evidence)
    return right("breaks off", evidence)


def cut_length(scene: Scene) -> Verdict:
    return unfinished(asked(scene, CUT_LENGTH, close=True))


def cut_chunks(scene: Scene) -> Verdict:
    return unfinished(asked(scene, CUT_CHUNKS, close=True))


def bad_chunk(scene: Scene) -> Verdict:
    answer = asked(scene, BAD_CHUNK, close=False)
    if answer.end == "malformed":
        return wrong("passes it on", received(answer))
    return unfinished(answer)


def until_close(scene: Scene) -> Verdict:
    def script(visit: Visit, arrival: Arrival) -> bool:
        first = b"/first" in arrival.message.head.split(b"\r\n")[0]
        visit.wire.send(UNTIL_CLOSE if first else OK)
        return not first

    scene.script(script)
    client = scene.client()
    client.send(scene.head("GET /first"))
    answer = client.message(is_response=True)
    evidence = received(answer)
    if answer.status() != 200 or answer.content != b"until the end":
        client.close()
        return wrong(f"answers {answer.status()} with {answer.content!r}", evidence)
    client.send(scene.head("GET /second"))
    second = client.message(is_response=True)
    client.close()
    evidence += received(second)
    if second.status() == 200 and second.content == b"ok":
        return right(f"{answer.framing}; the connection stays", evidence)
    return allowed("closes the client's connection too", evidence)


CASES = [
    Case(
        "nominated-response",
        "Fields that `Connection` names, in a response",
        "RFC 9110 section 7.6.1",
        "They end at the proxy, in this direction as well; so does `Keep-Alive`, though a proxy may send its own.",
        "response with `Connection: X-One, X-Two`, `X-One: 1`, `X-Two: 2`, `Keep-Alive: timeout=300`",
        nominated,
    ),
    Case(
        "space-response",
        "White space before a colon in a response",
        "RFC 9112 section 5.1",
        "A proxy has to remove it before it passes the message on.",
        "response with `X-Space : 1`",
        space,
    ),
    Case(
        "cut-length",
        "Response cut off: `Content-Length: 10`, 4 bytes, FIN",
        "RFC 9112 sections 6.3 and 8",
        "The client must be able to see that it is not whole.",
        "response with `Content-Length: 10`, the content `half`, then the origin closes",
        cut_length,
    ),
    Case(
        "cut-chunks",
        "Response cut off: no last chunk, FIN",
        "RFC 9112 sections 6.3 and 8",
        "The client must be able to see that it is not whole.",
        "response with `Transfer-Encoding: chunked`, then `4␍␊half␍␊`, then the origin closes",
        cut_chunks,
    ),
    Case(
        "bad-chunk-response",
        "Chunk size `0x4` in a response",
        "RFC 9112 sections 7.1 and 8",
        "It is no chunk size: no whole response may come of it, and it must not be passed on.",
        "response with `Transfer-Encoding: chunked`, then `0x4␍␊half␍␊0␍␊␍␊`",
        bad_chunk,
    ),
    Case(
        "until-close",
        "Response that ends with the origin's connection",
        "RFC 9112 sections 6.3, 7.1 and 9.3",
        "To a client of HTTP/1.1 it can be sent in chunks, and its connection goes on; to close it is allowed.",
        "response without `Content-Length` and `Transfer-Encoding`, the content `until the end`, then the origin closes;"
        " a second `GET` on the same client connection",
        until_close,
    ),
]
