"""(d): bytes through CONNECT tunnels, and many short tunnels."""

from harness import compare
from harness.load import Tunnels
from harness.options import Options
from harness.result import Result
from harness.stage import Stage

BASELINE = "trafficserver"
KIB = 1024


def run(options: Options) -> Result:
    result = Result("d", "CONNECT tunnels")
    proxies = [proxy for proxy in options.proxies if proxy.is_forward]
    with Stage(options, options.load_cores) as stage:
        program = stage.generator("tunnels")
        bulk = Tunnels(program, "/1m", 16, "bulk")
        short = Tunnels(program, "/1k", 64, "short")
        running = stage.start_all(proxies, options.proxy_core, result)
        warm = stage.warm_up(running, bulk, result)
        compare.add(
            result,
            "Bulk: 16 tunnels, responses of 1 MiB through each, one after the other; CPU for 1 MiB.",
            stage.play(warm, bulk, result),
            BASELINE,
            KIB * KIB,
        )
        warm = stage.warm_up(warm, short, result)
        compare.add(
            result,
            "Short: 64 at a time, CONNECT, one response of 1 KiB, close; CPU for a tunnel.",
            stage.play(warm, short, result),
            BASELINE,
            KIB,
            connections=1,
        )
    return result
