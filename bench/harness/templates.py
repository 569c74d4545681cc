"""Configuration files are templates: @name@ stands for a value of the run."""

import re
from pathlib import Path

VARIABLE = re.compile(r"@([a-z_]+)@")


def fill(text: str, values: dict[str, str]) -> str:
    """Replaces each @name@; an unknown one is an error."""
    return VARIABLE.sub(lambda match: values[match.group(1)], text)


def copy(source: Path, target: Path, values: dict[str, str]) -> None:
    """Fills all files of a directory into another."""
    target.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        (target / file.name).write_text(fill(file.read_text(), values))
