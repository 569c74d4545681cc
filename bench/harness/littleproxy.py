"""LittleProxy is a library: a launcher of ten lines makes a program of it."""

import subprocess
from pathlib import Path

from harness import tools

PROJECT = Path(__file__).resolve().parent.parent / "littleproxy"


def class_path() -> str:
    """Builds it where that has not been done."""
    classes = PROJECT / "target" / "classes"
    if not (classes / "Launcher.class").exists():
        subprocess.run(
            [tools.find("mvn"), "-q", "-B", "-f", str(PROJECT / "pom.xml"), "package"],
            check=True,
        )
    return f"{classes}:{PROJECT / 'target' / 'dependency'}/*"
