"""What a scenario hands over."""

from dataclasses import dataclass, field

LEFT = ":--"
RIGHT = "--:"


@dataclass(frozen=True)
class Table:
    """The first column is for names, the last for remarks; numbers stand between."""

    caption: str
    head: list[str]
    rows: list[list[str]]

    def markdown(self) -> str:
        marks = [LEFT] + [RIGHT] * (len(self.head) - 2) + [LEFT]
        lines = [self.head, marks, *self.rows]
        return f"{self.caption}\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


@dataclass
class Result:
    """Tables to read, what did not work, and the figures of all rounds."""

    letter: str
    title: str
    tables: list[Table] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rounds: dict[str, object] = field(default_factory=dict)

    def text(self) -> str:
        return "\n\n".join(table.markdown() for table in self.tables)
