"""The vignettes as they stand in their file, read once and checked."""

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.checking.settings import Settings
from sim.evidence.references import references
from sim.scenario.schema import Pair, Person, share

Key = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Line = Annotated[str, Field(min_length=1, max_length=160)]
PARTNER, TOGETHER = ("anxiety", "avoidance", "security"), ("bond",)
"""What an answer may say: of the partner who gives it, and of the two."""


class Answer(Settings):
    """One answer, and the values that it gives."""

    key: Key
    says: Line
    anxiety: float | None = share("anxiety", None)
    avoidance: float | None = share("avoidance", None)
    security: float | None = share("security", None)
    bond: float | None = share("bond", None)

    @property
    def values(self) -> dict[str, float]:
        """The values that it gives, by setting."""
        return {name: value for name in (*PARTNER, *TOGETHER) if (value := getattr(self, name)) is not None}


class Vignette(Settings):
    """A moment, whom it asks (``each`` of the two, or ``both`` together), its answers, and the source of which way they
    point. How far they point is assumed."""

    key: Key
    when: Line
    about: Literal["each", "both"]
    source: str
    answer: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def fitting(self) -> "Vignette":
        """All answers give the same settings, which are those of whom it asks; the source is in the bibliography."""
        allowed = set(PARTNER if self.about == "each" else TOGETHER)
        given = {frozenset(answer.values) for answer in self.answer}
        if len(given) != 1 or not next(iter(given)) or not next(iter(given)) <= allowed:
            raise ValueError(f"{self.key}: its answers give {sorted(map(sorted, given))}; allowed: some of {allowed}")
        if self.source not in references():
            raise ValueError(f"{self.key}: source: given {self.source!r}; allowed: a key of the bibliography")
        return self

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by key."""
        return {answer.key: answer for answer in self.answer}


@cache
def vignettes() -> tuple[Vignette, ...]:
    """All vignettes, in the order in which they are asked."""
    rows: list[Any] = tomllib.loads((resources.files("sim.vignettes") / "vignettes.toml").read_text("utf-8"))[
        "vignette"
    ]
    for row in rows:
        row["answer"] = tuple(row["answer"])
    made = tuple(Vignette.model_validate(row) for row in rows)
    settings = {name for vignette in made for answer in vignette.answer for name in answer.values}
    assert settings == {*PARTNER, *TOGETHER}, "a couple needs a value for each"
    assert {*PARTNER} <= Person.model_fields.keys() and {*TOGETHER} <= Pair.model_fields.keys()
    return made
