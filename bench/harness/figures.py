"""Medians, quartiles and ratios."""

import statistics
from collections.abc import Iterable, Sequence


def quartiles(values: Iterable[float]) -> tuple[float, float, float]:
    """The first, the median and the third."""
    all_values = list(values)
    if len(all_values) == 1:
        return (all_values[0],) * 3
    first, median, third = statistics.quantiles(all_values, n=4, method="inclusive")
    return first, median, third


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ratios(values: Sequence[float], baseline: Sequence[float]) -> list[float]:
    """Each value to the baseline's of the same round: what disturbs a round disturbs both."""
    return [value / base for value, base in zip(values, baseline, strict=True) if base > 0]


def with_quartiles(values: Sequence[float]) -> str:
    if not values:
        return "–"
    first, middle, third = quartiles(values)
    return f"**{middle:.2f}** ({first:.2f}–{third:.2f})"
