"""RESULTS.md, of all scenarios whose results lie in a directory."""

import json
from pathlib import Path

from harness.result import Result

ROUNDS = "rounds"
INTRODUCTION = """\
# Results

Written by `bench/run`; [README.md](README.md) says what is measured, how, and how to do it again. CPU is user and
system time of the proxy's whole process tree for one request. A ratio is the median of same-round ratios, with the
quartiles in parentheses; lower is better.
"""


def store(directory: Path, result: Result, command: str, facts: dict[str, str]) -> None:
    """Keeps a scenario's result, in the place of an older one."""
    (directory / ROUNDS).mkdir(parents=True, exist_ok=True)
    kept = {
        "title": result.title,
        "text": result.text(),
        "problems": result.problems,
        "command": command,
        "facts": facts,
        "rounds": result.rounds,
    }
    (directory / ROUNDS / f"{result.letter}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def write(directory: Path) -> Path:
    """Makes the page anew."""
    page = [INTRODUCTION]
    runs: dict[str, list[str]] = {}
    for file in sorted((directory / ROUNDS).glob("?.json")):
        kept = json.loads(file.read_text())
        page.append(f"## ({file.stem}) {kept['title']}\n\n    {kept['command']}\n\n{kept['text']}\n")
        if kept["problems"]:
            page.append("\n".join(f"- {problem.splitlines()[0]}" for problem in kept["problems"]) + "\n")
        made_on = "\n".join(f"- {name}: {value}" for name, value in kept["facts"].items())
        runs.setdefault(made_on, []).append(file.stem)
    for made_on, letters in runs.items():
        page.append(f"## Machine and versions of ({', '.join(letters)})\n\n{made_on}\n")
    target = directory / "RESULTS.md"
    target.write_text("\n".join(page))
    return target
