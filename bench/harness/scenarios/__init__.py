"""The scenarios, by their letters."""

from collections.abc import Callable

from harness.options import Options
from harness.result import Result
from harness.scenarios import idle, latency, scaling, start, steady, tunnels

ALL: dict[str, Callable[[Options], Result]] = {
    "a": steady.keep_alive,
    "b": steady.connection_each,
    "c": steady.download,
    "d": tunnels.run,
    "e": idle.run,
    "f": steady.pipelined,
    "g": steady.post,
    "h": scaling.run,
    "i": start.run,
    "j": latency.run,
}
