"""Programs that a run needs, and how to install those that are missing."""

import os
import shutil
from collections.abc import Iterable

PACKAGES = {
    "apache2": "apache2",
    "gcc": "gcc libc6-dev",
    "haproxy": "haproxy",
    "mvn": "maven",
    "nginx": "nginx",
    "squid": "squid",
    "taskset": "util-linux",
    "tinyproxy": "tinyproxy",
    "traffic_server": "trafficserver",
    "wrk": "wrk",
}

PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


class Missing(Exception):
    """Programs are not installed; the text says which, and how to get them."""


def find(command: str) -> str:
    """The path of a program."""
    found = shutil.which(command, path=PATH)
    if found is None:
        raise Missing(sentence([command]))
    return found


def need(commands: Iterable[str]) -> None:
    """Complains about all programs at once that are not there."""
    missing = [command for command in sorted(set(commands)) if shutil.which(command, path=PATH) is None]
    if missing:
        raise Missing(sentence(missing))


def sentence(missing: list[str]) -> str:
    packages = " ".join(PACKAGES.get(command, command) for command in missing)
    return (
        f"{', '.join(missing)} not found. On Debian:\n"
        f"  apt-get install --no-install-recommends {packages}\n"
        "Installing starts services; stop those that you do not want (systemctl disable --now NAME),"
        " or leave proxies out with --proxies."
    )
