"""Reasons not to believe a row."""

from collections.abc import Iterable, Sequence

from harness.figures import median
from harness.measure import Measured

FEW = 0.02
"""So large a part of the requests is noise."""
BEGINNING = 128
"""So many connections may be opened at the beginning of a turn."""
END = 2048
"""So many requests may be on their way at its end; a pipeline that it cuts was answered in part."""


CLOSES_SILENTLY = {"tinyproxy"}
"""Closes after each response and does not say so: the request that follows is an error to the generator."""


def doubts(rounds: Sequence[Measured], size: int, connections: float = 0) -> list[str]:
    """What is strange about a proxy's rounds.

    size: bytes that an answer has at least
    connections: to the origin, that a request needs
    """
    found = []
    if differs(BEGINNING, ((one.origin.connections, connections * one.answered.requests) for one in rounds)):
        each = median(one.connections_each() for one in rounds)
        found.append(f"not comparable: {each:.2f} origin connections a request")
    if differs(END, ((one.origin.requests, one.answered.requests) for one in rounds)):
        reached = median(one.origin.requests / max(1, one.answered.requests) for one in rounds)
        found.append(f"not comparable: the origin saw {reached:.2f} of the requests")
    if any(one.answered.bytes < size * one.answered.requests for one in rounds):
        found.append("not comparable: answers are too short")
    errors = sum(one.answered.errors for one in rounds)
    if errors:
        found.append(f"{errors} errors")
    return found


def differs(allowed: int, counts: Iterable[tuple[float, float]]) -> bool:
    """Whether two counts differ by more than is allowed and noise, in more than half of the rounds."""
    return median(abs(one - other) > allowed + FEW * other for one, other in counts) > 0.5


def broken(name: str, rounds: Sequence[Measured]) -> list[str]:
    """What must not be at all."""
    found = []
    errors = sum(one.answered.errors for one in rounds)
    if errors and name not in CLOSES_SILENTLY:
        found.append(f"{name}: {errors} errors")
    if any(one.answered.requests == 0 for one in rounds):
        found.append(f"{name}: a round without an answer")
    return found
