"""The proxies, one row each: how each is started; its configuration is in bench/config/NAME."""

import getpass
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from harness import littleproxy, ports, templates, tools
from harness.origin import Origin, nginx_user
from harness.process import Process

BENCH = Path(__file__).resolve().parent.parent
CLEARHOP = BENCH.parent
HTTPD_MODULES = "/usr/lib/apache2/modules"


@dataclass(frozen=True)
class Proxy:
    """How to start a proxy; a command may hold @dir@, @port@, @origin@ and @threads@ as its files may."""

    name: str
    command: tuple[str, ...]
    is_forward: bool = True
    is_jvm: bool = False
    threads: int = 1
    """How many threads or processes carry connections."""
    files: str = ""
    """The directory of its files below bench/config."""
    home: Path | None = None
    """For Clearhop: where its launcher is."""
    jvm_options: str = ""

    def label(self) -> str:
        return self.name if self.threads == 1 else f"{self.name} ×{self.threads}"

    def with_threads(self, threads: int) -> "Proxy":
        return replace(self, threads=threads)

    def tool(self) -> str:
        """The program that has to be installed."""
        return self.command[0] if self.home is None else "java"


def clearhop(name: str, home: Path, *flags: str) -> Proxy:
    command = ("@dir@/clearhop", "--listen", "127.0.0.1:@port@", *flags)
    return Proxy(name, command, is_jvm=True, home=home)


ALL = [
    clearhop("clearhop", CLEARHOP),
    clearhop("clearhop-nolog", CLEARHOP, "--access-log", "off"),
    Proxy("haproxy", ("haproxy", "-db", "-f", "@dir@/haproxy.cfg"), is_forward=False, files="haproxy"),
    Proxy("nginx", ("nginx", "-p", "@dir@", "-c", "@dir@/nginx.conf"), is_forward=False, files="nginx"),
    Proxy("trafficserver", ("traffic_server", "--run-root=@dir@/runroot.yaml"), files="trafficserver"),
    Proxy("squid", ("squid", "-N", "-f", "@dir@/squid.conf"), files="squid"),
    Proxy("httpd", ("apache2", "-DFOREGROUND", "-f", "@dir@/httpd.conf"), files="httpd"),
    Proxy("tinyproxy", ("tinyproxy", "-d", "-c", "@dir@/tinyproxy.conf"), files="tinyproxy"),
    Proxy("littleproxy", ("java", "-cp", "@littleproxy@", "Launcher", "@port@"), is_jvm=True),
]


class RunningProxy(Process):
    """A proxy that listens."""

    def __init__(self, proxy: Proxy, origin: Origin, directory: Path, cores: str, pause: float = 0.01) -> None:
        self.proxy = proxy
        self.port = ports.free()
        values = {
            "dir": str(directory),
            "port": str(self.port),
            "origin": str(origin.port),
            "threads": str(proxy.threads),
            "user": nginx_user(),
            "login": "nobody" if os.geteuid() == 0 else getpass.getuser(),
            "modules": HTTPD_MODULES,
        }
        environment = prepare(proxy, directory, values)
        program, *arguments = (templates.fill(word, values) for word in proxy.command)
        command = [program if "/" in program else tools.find(program), *arguments]
        super().__init__(command, cores, directory, environment)
        try:
            ports.await_listening(self.port, self.is_alive, 90, pause)
        except TimeoutError:
            self.close()
            raise RuntimeError(f"{proxy.name} does not start:\n{self.complaint()}") from None


def prepare(proxy: Proxy, directory: Path, values: dict[str, str]) -> dict[str, str]:
    """Makes its files; returns what it wants in its environment."""
    directory.mkdir(parents=True, exist_ok=True)
    # Some become another user when they are started as root.
    directory.chmod(0o777)
    if proxy.files:
        templates.copy(BENCH / "config" / proxy.files, directory, values)
    if proxy.name == "littleproxy":
        values["littleproxy"] = littleproxy.class_path()
    if proxy.home is None:
        return {}
    # A copy: whoever builds meanwhile does not take the jar from under a running JVM.
    (directory / "proxy" / "target").mkdir(parents=True, exist_ok=True)
    for file in ("clearhop", "proxy/target/clearhop.jar"):
        if not (directory / file).exists():
            shutil.copy(proxy.home / file, directory / file)
    options = [os.environ.get("CLEARHOP_JAVA_OPTS", ""), proxy.jvm_options]
    return {"CLEARHOP_EVENT_LOOPS": str(proxy.threads), "CLEARHOP_JAVA_OPTS": " ".join(options).strip()}
