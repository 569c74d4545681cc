"""What a proxy did in a case, judged."""

from dataclasses import dataclass, field

RIGHT = "✓"
ALLOWED = "○"
WRONG = "✗"
NOT_ASKED = "–"

MEANING = {
    RIGHT: "as the clause asks",
    ALLOWED: "the clause allows it, but somebody loses by it",
    WRONG: "against the clause",
    NOT_ASKED: "does not apply",
}


@dataclass(frozen=True)
class Verdict:
    mark: str
    words: str
    """What it did, for a cell of the table."""
    evidence: list[str] = field(default_factory=list)
    """What came, line by line."""

    def cell(self) -> str:
        return f"{self.mark} {self.words}"


def right(words: str, evidence: list[str] | None = None) -> Verdict:
    return Verdict(RIGHT, words, evidence or [])


def allowed(words: str, evidence: list[str] | None = None) -> Verdict:
    return Verdict(ALLOWED, words, evidence or [])


def wrong(words: str, evidence: list[str] | None = None) -> Verdict:
    return Verdict(WRONG, words, evidence or [])


def not_asked(words: str, evidence: list[str] | None = None) -> Verdict:
    return Verdict(NOT_ASKED, words, evidence or [])
