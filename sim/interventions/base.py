"""What every intervention has: when it is given, how much of it, and what it gives."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import model_serializer, model_validator

from sim.checking.placeable import Placeable
from sim.checking.settings import choice, number
from sim.model.cues import Cues, Who
from sim.model.laws.physiology import heart_rate
from sim.model.parameters import Parameters
from sim.model.schedule import MAX_DAYS, MAX_TURNS, NEVER, TURN_SECONDS, Block, When, scaled

MINUTE = f"{60 // TURN_SECONDS} turns are a minute"
LASTS = f"how long it lasts ({MINUTE})"


class Intervention(Placeable):
    """Something done for a couple. Times count from 1; ``dose`` 0 changes nothing, to the last bit."""

    day: int = number(1, 1, MAX_DAYS, "day", "the first day it is given")
    days: int = number(1, 1, MAX_DAYS, "days", "on how many days it is given")
    every: int = number(1, 1, MAX_DAYS, "days", "one day in how many")
    turn: int = number(1, 1, MAX_TURNS, "turn", "the turn it starts at")
    turns: int = number(40, 1, MAX_TURNS, "turns", LASTS)
    dose: float = number(1.0, 0.0, 1.0, "share", "how much of it")
    when: Literal["scheduled", "heart"] = choice(
        "scheduled", "on schedule, or whenever a heart passes `bpm` from `turn` on"
    )
    whose_heart: Literal["a", "b", "either"] = choice("either", "whose heart is watched")
    bpm: float = number(100.0, 60.0, 140.0, "bpm", "the heart rate that triggers it")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        super().__pydantic_init_subclass__()
        if cls.cues is Intervention.cues and cls.blocks is Intervention.blocks:
            raise cls.incomplete("`cues`, which says what it gives in a turn (or `blocks`, for more than one stretch)")

    def cues(self) -> Cues:
        """What it gives in a turn, at full dose."""
        raise NotImplementedError

    def blocks(self, p: Parameters) -> tuple[Block, ...]:
        """Its stretches of cues, at its dose."""
        return (self.block(self.cues(), p),)

    def block(self, cues: Cues, p: Parameters, turns: int | None = None) -> Block:
        """One stretch of ``cues`` at this intervention's times, trigger and dose."""
        turns = self.turns if turns is None else turns
        if self.when == "scheduled":
            span = (self.turn, self.turn + turns - 1, 0.0, 0.0, 1)
        else:
            watch = arousal_at(self.bpm, p)
            span = (
                self.turn, MAX_TURNS,
                watch if self.whose_heart != "b" else NEVER,
                watch if self.whose_heart != "a" else NEVER,
                turns,
            )  # fmt: skip
        return Block(When(*map(float, (self.day, self.last_day, self.every, *span))), scaled(cues, self.dose))

    def conversation(self) -> int:
        """Turns that a conversation must at least have on its days; 0 where it changes nothing about that."""
        return 0

    @model_validator(mode="before")
    @classmethod
    def _without_kind(cls, given: Any) -> Any:
        return {key: value for key, value in given.items() if key != "kind"} if isinstance(given, dict) else given

    @model_serializer(mode="wrap")
    def _with_kind(self, fields: Callable[["Intervention"], dict[str, Any]]) -> dict[str, Any]:
        return {"kind": self.kind, **fields(self)}


def kind_of(given: Any) -> Any:
    """The kind of an intervention, or of the table that makes one."""
    return given.get("kind") if isinstance(given, dict) else getattr(given, "kind", None)


def arousal_at(bpm: float, p: Parameters) -> float:
    """The arousal that shows as this heart rate (the inverse of ``heart_rate``)."""
    rest = heart_rate(0.0, p)
    return (bpm - rest) / (heart_rate(1.0, p) - rest)


__all__ = ["Intervention", "Who", "arousal_at", "kind_of"]
