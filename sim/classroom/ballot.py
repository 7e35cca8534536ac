"""One question, its rounds of votes, and what changed between two of them.

A round keeps the vote of each device only as long as it may be changed or compared; then it is counts. Peer instruction
asks the same question twice, with talk between. Source: Crouch & Mazur (2001).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

PASS = ""
"""The vote of who would rather not say."""
PREDICT, SAW = "predict", "saw"
KINDS = (PREDICT, SAW)
"""What is asked: what will happen, and after the run what was seen."""


class Question(NamedTuple):
    """What is asked: of which lesson, and the keys of its answers."""

    lesson: str
    kind: str
    options: tuple[str, ...]


@dataclass
class Round:
    """One round of votes on a question. ``votes`` are by device; once they are let go, ``counts`` alone are left."""

    question: Question
    number: int = 1
    is_open: bool = True
    votes: dict[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] | None = None

    def count(self, option: str) -> int:
        """How many have chosen this; ``PASS`` for those who passed."""
        counts: Mapping[str, int] = Counter(self.votes.values()) if self.counts is None else self.counts
        return counts.get(option, 0)

    @property
    def voted(self) -> int:
        """How many have answered, those who passed among them."""
        return sum(self.count(option) for option in (*self.question.options, PASS))

    def let_go(self) -> None:
        """Keep the counts, and no longer who chose what."""
        if self.counts is None:
            self.counts = {option: self.count(option) for option in (*self.question.options, PASS)}
        self.votes, self.is_open = {}, False

    def to_dict(self) -> dict[str, Any]:
        """As dicts, lists, text and numbers."""
        return {"question": list(self.question), "number": self.number, "is_open": self.is_open, "votes": self.votes,
                "counts": self.counts}  # fmt: skip

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Round":
        """A round again."""
        lesson, kind, options = given["question"]
        counts = given["counts"]
        return cls(Question(lesson, kind, tuple(options)), int(given["number"]), bool(given["is_open"]),
                   dict(given["votes"]), None if counts is None else dict(counts))  # fmt: skip


def moved(first: Round, second: Round) -> tuple[int, int]:
    """Of the devices that chose an answer in both rounds, how many chose another one, and how many they are."""
    both = [(vote, second.votes[device]) for device, vote in first.votes.items()
            if vote != PASS and second.votes.get(device, PASS) != PASS]  # fmt: skip
    return sum(before != after for before, after in both), len(both)
