"""What the kernel knows of a process and all its children."""

import os
import time
from pathlib import Path

NS_PER_TICK = 1_000_000_000 // os.sysconf("SC_CLK_TCK")
MEMORY = ("RssAnon:", "RssFile:", "RssShmem:")


def tree(pid: int) -> list[int]:
    """A process and its descendants."""
    pids = [pid]
    for parent in pids:
        for task in _tasks(parent):
            try:
                pids += [int(child) for child in (task / "children").read_text().split()]
            except OSError:
                continue
    return pids


def cpu_ns(pid: int) -> int:
    """User and system time of the tree: exact for what lives, in ticks (10 ms) for children that have ended."""
    return sum(_own_ns(each) + _ended_children_ns(each) for each in tree(pid))


def memory(pid: int) -> int:
    """Resident bytes of the tree; pages that its processes share count for each."""
    return sum(_resident(each) for each in tree(pid))


def descriptors(pid: int) -> int:
    """Open files and sockets of the tree."""
    return sum(len(list(Path(f"/proc/{each}/fd").iterdir())) for each in tree(pid))


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _own_ns(pid: int) -> int:
    """The CPU clock of another process, threads that have ended included: see clock_getcpuclockid(3)."""
    try:
        return time.clock_gettime_ns((~pid << 3) | 2)
    except OSError:
        return 0


def _ended_children_ns(pid: int) -> int:
    try:
        # After the name, which may hold spaces and ends with ')'; cutime and cstime are fields 16 and 17 of all.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[13]) + int(fields[14])) * NS_PER_TICK


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(MEMORY))
