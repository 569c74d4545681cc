"""LittleProxy is a library: a small launcher makes a program of it."""

import subprocess
from pathlib import Path

from harness import tools

PROJECT = Path(__file__).resolve().parent.parent / "littleproxy"


def class_path() -> str:
    """Builds it where that has not been done."""
    classes = PROJECT / "target" / "classes"
    source = PROJECT / "src" / "main" / "java" / "Launcher.java"
    built = classes / "Launcher.class"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(
            [tools.find("mvn"), "-q", "-B", "-f", str(PROJECT / "pom.xml"), "package"],
            check=True,
        )
    return f"{classes}:{PROJECT / 'target' / 'dependency'}/*"
