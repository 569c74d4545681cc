"""What becomes of requests."""

from behaviour.case import Case, Scene, refused, shown
from behaviour.verdict import Verdict, allowed, right, wrong
from behaviour.wire import Message

HOP_BY_HOP = "RFC 9110 section 7.6.1"


def both(request: Message | None, answer: Message) -> list[str]:
    return [
        shown("origin received", request.raw if request else b""),
        shown("client received", answer.raw) + ("" if answer.is_whole() else f" ({answer.end})"),
    ]


def leaked(scene: Scene, request: bytes, names: list[str]) -> Verdict:
    """Whether fields of these names reach the origin."""
    answer = scene.exchange(request)
    got = scene.first()
    evidence = both(got, answer)
    if got is None:
        return wrong(f"answers {answer.status()}" if answer.status() else "does not answer", evidence)
    found = [name for name in names if got.has(name)]
    return wrong("passes on " + ", ".join(found), evidence) if found else right("removed", evidence)


def nominated(scene: Scene) -> Verdict:
    request = scene.head(
        "GET /nominated",
        "Connection: X-One, X-Two",
        "X-One: 1",
        "X-Two: 2",
        "Connection: X-Three",
        "X-Three: 3",
        "X-Kept: 4",
    )
    verdict = leaked(scene, request, ["X-One", "X-Two", "X-Three"])
    got = scene.first()
    if got is not None and not got.has("X-Kept"):
        return wrong("removes X-Kept as well", verdict.evidence)
    return verdict


def protected(scene: Scene) -> Verdict:
    answer = scene.exchange(scene.head("GET /protected", "Connection: Host"))
    got = scene.first()
    evidence = both(got, answer)
    if got is None:
        return right(f"refuses: {answer.status()}", evidence) if refused(answer) else wrong("does not answer", evidence)
    hosts = got.values("Host")
    # A proxy makes Host from the target: RFC 9112 section 3.2.2.
    return right("Host stays", evidence) if hosts == [scene.authority()] else wrong("removes Host", evidence)


def legacy(scene: Scene) -> Verdict:
    request = scene.head("GET /legacy", "Proxy-Connection: keep-alive", "Keep-Alive: timeout=300")
    return leaked(scene, request, ["Proxy-Connection", "Keep-Alive"])


def te(scene: Scene) -> Verdict:
    answer = scene.exchange(scene.head("GET /te", "TE: trailers, deflate;q=0.5", "Connection: TE"))
    got = scene.first()
    evidence = both(got, answer)
    if got is None:
        return wrong("does not pass the request on", evidence)
    if not got.has("TE"):
        return right("removed", evidence)
    if "te" not in got.tokens("Connection"):
        return wrong("passes on TE without naming it in Connection", evidence)
    foreign = [token for token in got.tokens("TE") if token != "trailers"]
    return wrong("passes on the client's deflate", evidence) if foreign else right("its own TE: trailers", evidence)


def both_lengths(scene: Scene) -> Verdict:
    # As Content-Length has it, the content ends before its last chunk.
    request = scene.head("POST /both", "Content-Length: 4", "Transfer-Encoding: chunked") + b"5\r\nhello\r\n0\r\n\r\n"
    client = scene.client()
    client.send(request)
    answer = client.message(is_response=True)
    # What is decided is whether another request can follow on this connection.
    _, end = client.rest(1)
    client.close()
    got = scene.first()
    evidence = both(got, answer)
    if got is None:
        return (
            right(f"refuses: {answer.status()}", evidence)
            if refused(answer)
            else wrong("neither passes it on nor refuses it", evidence)
        )
    if got.has("Content-Length") and got.has("Transfer-Encoding"):
        return wrong("passes on both", evidence)
    if got.content != b"hello":
        return wrong("believes Content-Length", evidence)
    if end == "timeout":
        return wrong("repairs it, and keeps the client's connection", evidence)
    return right("repairs it, and closes the client's connection", evidence)


def fold(scene: Scene) -> Verdict:
    answer = scene.exchange(scene.head("GET /fold", "X-Fold: one\r\n two", "X-After: three"))
    got = scene.first()
    evidence = both(got, answer)
    if got is None:
        return right(f"refuses: {answer.status()}", evidence) if refused(answer) else wrong("does not answer", evidence)
    if b"\r\n two" in got.head or b"\r\n\ttwo" in got.head:
        return wrong("passes on the fold", evidence)
    value = " ".join(" ".join(got.values("X-Fold")).split())
    return right("unfolds it", evidence) if value == "one two" else wrong(f"makes it {value!r}", evidence)


def bad_chunk(scene: Scene) -> Verdict:
    request = scene.head("POST /chunk", "Transfer-Encoding: chunked") + b"0x5\r\nhello\r\n0\r\n\r\n"
    answer = scene.exchange(request)
    got = scene.first()
    evidence = both(got, answer)
    if got is not None and got.end in ("complete", "malformed"):
        return wrong("passes it on" if got.end == "malformed" else "makes a whole request of it", evidence)
    if refused(answer):
        return right(f"refuses: {answer.status()}", evidence)
    if answer.status():
        return allowed(f"answers {answer.status()}", evidence)
    if answer.end == "timeout":
        return allowed("does not answer, waits", evidence)
    return allowed("closes without an answer", evidence)


def space(scene: Scene) -> Verdict:
    answer = scene.exchange(scene.head("GET /space", "X-Space : 1"))
    got = scene.first()
    evidence = both(got, answer)
    if got is not None:
        kept = b"X-Space :" in got.head
        return wrong("passes it on" if kept else "repairs it or drops it, and passes the request on", evidence)
    return right(f"refuses: {answer.status()}", evidence) if refused(answer) else allowed("closes", evidence)


CASES = [
    Case(
        "nominated",
        "Fields that `Connection` names, in a request",
        HOP_BY_HOP,
        "They end at the proxy: each field that `Connection` names has to be removed, whatever its name.",
        "`GET` with `Connection: X-One, X-Two`, `X-One: 1`, `X-Two: 2`, `Connection: X-Three`, `X-Three: 3`, `X-Kept: 4`",
        nominated,
    ),
    Case(
        "protected",
        "`Connection: Host`",
        HOP_BY_HOP + ", RFC 9112 section 3.2",
        "A client must not name a field that is for all recipients. Whatever the proxy makes of it, no request without its"
        " `Host` may reach the origin: that is how others' fields were removed from behind (CVE-2021-32813).",
        "`GET` with `Connection: Host`",
        protected,
    ),
    Case(
        "legacy",
        "`Keep-Alive` and `Proxy-Connection` that nobody names",
        HOP_BY_HOP,
        "Both SHOULD be removed even where `Connection` does not name them.",
        "`GET` with `Proxy-Connection: keep-alive` and `Keep-Alive: timeout=300`",
        legacy,
    ),
    Case(
        "te",
        "`TE`",
        "RFC 9110 sections 7.6.1 and 10.1.4",
        "What the client can decode is no promise of the proxy's: `TE` ends here, or is the proxy's own with `Connection: TE`.",
        "`GET` with `TE: trailers, deflate;q=0.5` and `Connection: TE`",
        te,
    ),
    Case(
        "both-lengths",
        "`Content-Length` with `Transfer-Encoding`",
        "RFC 9112 section 6.1",
        "Refused; or the length is removed, the coding counts, and the client's connection is closed after the response.",
        "`POST` with `Content-Length: 4` and `Transfer-Encoding: chunked`, then `5␍␊hello␍␊0␍␊␍␊`",
        both_lengths,
    ),
    Case(
        "fold",
        "Folded field line in a request",
        "RFC 9112 section 5.2",
        "Refused with 400, or the fold becomes spaces.",
        "`GET` with `X-Fold: one␍␊ two`",
        fold,
    ),
    Case(
        "bad-chunk",
        "Chunk size `0x5` in a request",
        "RFC 9112 section 7.1",
        "It is no chunk size; no whole request may come of it.",
        "`POST` with `Transfer-Encoding: chunked`, then `0x5␍␊hello␍␊0␍␊␍␊`",
        bad_chunk,
    ),
    Case(
        "space",
        "White space before a colon in a request",
        "RFC 9112 section 5.1",
        "Refused with 400.",
        "`GET` with `X-Space : 1`",
        space,
    ),
]
