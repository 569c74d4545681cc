"""(a), (b), (c), (f), (g): as many requests as a number of connections can carry."""

from harness import compare
from harness.load import Wrk
from harness.options import Options
from harness.result import Result
from harness.stage import Stage

BASELINE = "haproxy"
KIB = 1024


def keep_alive(options: Options) -> Result:
    return run(options, "a", "keep-alive GET of 1 KiB, 64 connections", Wrk("/1k", 64), KIB)


def connection_each(options: Options) -> Result:
    title = "GET of 1 KiB, a client connection for each request, 64 at a time"
    return run(options, "b", title, Wrk("/1k", 64, ("close",)), KIB)


def download(options: Options) -> Result:
    return run(options, "c", "GET of 1 MiB, 16 connections", Wrk("/1m", 16), KIB * KIB)


def pipelined(options: Options) -> Result:
    title = "GET of 1 KiB, pipelined 16 deep, 64 connections"
    return run(options, "f", title, Wrk("/1k", 64, ("depth=16",)), KIB)


def post(options: Options) -> Result:
    return run(options, "g", "POST of 64 KiB, 64 connections", Wrk("/sink", 64, (f"post={64 * KIB}",)), KIB)


def run(options: Options, letter: str, title: str, load: Wrk, size: int) -> Result:
    result = Result(letter, title)
    with Stage(options, options.load_cores) as stage:
        running = stage.start_all(options.proxies, options.proxy_core, result)
        warm = stage.warm_up(running, load, result)
        compare.add(result, caption(load), stage.play(warm, load, result), BASELINE, size)
    return result


def caption(load: Wrk) -> str:
    return f"`wrk -t1 -c{load.connections}`, path `{load.path}`" + "".join(f", {word}" for word in load.words)
