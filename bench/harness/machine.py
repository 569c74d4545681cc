"""On what a run was made: versions of the machine and of the programs."""

import os
import platform
import socket
import subprocess
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from harness import tools
from harness.proxies import Proxy

VERSION = {
    "haproxy": ("haproxy", "-v"),
    "nginx": ("nginx", "-v"),
    "trafficserver": ("traffic_server", "-V"),
    "squid": ("squid", "-v"),
    "httpd": ("apache2", "-v"),
    "tinyproxy": ("tinyproxy", "-v"),
    "wrk": ("wrk", "-v"),
}
TRACKING = "connection tracking"
TRIED = 32
"""Connections that show whether they are tracked."""


def facts(proxies: list[Proxy]) -> dict[str, str]:
    found = {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "origin": first_line(*VERSION["nginx"]),
        "load": first_line(*VERSION["wrk"]),
    }
    if tracks_connections():
        found[TRACKING] = "on, for iptables or nft rules: connections cost all proxies more than they would"
    for proxy in proxies:
        if proxy.name in VERSION:
            found[proxy.name] = first_line(*VERSION[proxy.name])
        elif proxy.home is not None:
            found[proxy.name] = clearhop(proxy.home)
    return found


def tracks_connections() -> bool:
    """Whether the kernel keeps an account of connections for rules, which a container engine may have left behind."""
    count = Path("/proc/sys/net/netfilter/nf_conntrack_count")
    if not count.exists():
        return False
    before = int(count.read_text())
    with socket.create_server(("127.0.0.1", 0), backlog=TRIED) as server, ExitStack() as clients:
        for _ in range(TRIED):
            clients.enter_context(socket.create_connection(server.getsockname()))
        return int(count.read_text()) - before >= TRIED // 2


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def first_line(command: str, option: str) -> str:
    done = subprocess.run([tools.find(command), option], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0]


def clearhop(home: Path) -> str:
    done = subprocess.run([str(home / "clearhop"), "--version"], capture_output=True, text=True, check=True)
    return ", ".join(" ".join(line.split()) for line in done.stdout.strip().splitlines())
