"""The table of a scenario that compares CPU time for a request."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from harness import doubts, figures
from harness.measure import Measured
from harness.result import Result, Table

MIB = 1 << 20


def add(
    result: Result,
    caption: str,
    found: Mapping[str, Sequence[Measured]],
    baseline: str,
    size: int,
    connections: float = 0,
) -> None:
    """Adds table, problems and figures of one load's rounds."""
    head = [
        "",
        f"CPU to {baseline}",
        "CPU µs each",
        "a second",
        "cores busy",
        "p50 ms",
        "p99 ms",
        "RSS MiB",
        "origin conns each",
        "",
    ]
    base = [one.cpu_us_each() for one in found.get(baseline, [])]
    rows = []
    for name, rounds in found.items():
        remarks = "; ".join(doubts.doubts(rounds, size, connections))
        rows.append([name, *numbers(rounds, base), remarks])
        result.problems += doubts.broken(name, rounds)
    result.tables.append(Table(caption, head, rows))
    result.rounds[caption] = {name: [asdict(one) for one in rounds] for name, rounds in found.items()}


def numbers(rounds: Sequence[Measured], base: Sequence[float]) -> list[str]:
    each = [one.cpu_us_each() for one in rounds]
    middle = figures.median
    return [
        figures.with_quartiles(figures.ratios(each, base) if base else []),
        f"{middle(each):.1f}",
        f"{middle(one.rate() for one in rounds):,.0f}",
        f"{middle(one.busy() for one in rounds):.2f}",
        milliseconds(middle(one.answered.p50 for one in rounds)),
        milliseconds(middle(one.answered.p99 for one in rounds)),
        f"{middle(one.memory for one in rounds) / MIB:.0f}",
        f"{middle(one.connections_each() for one in rounds):.3f}",
    ]


def milliseconds(us: float) -> str:
    return f"{us / 1000:.2f}" if us > 0 else "–"
