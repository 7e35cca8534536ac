"""What every intervention has: when it is given, how much of it, and what it gives."""

from dataclasses import dataclass, fields

from sim.checking.settings import Named, choice, number
from sim.model.laws.physiology import heart_rate
from sim.model.parameters import Parameters
from sim.model.schedule import NEVER, Block, When, scaled
from sim.model.state import Cues

OTHER = {"a": "b", "b": "a"}


WHO = ("a", "b", "both")
DAYS, TURNS = 3650, 2000


@dataclass(frozen=True, kw_only=True)
class Intervention(Named):
    """Something done for a couple. Times count from 1; ``dose`` 0 changes nothing, to the last bit."""

    day: int = number(1, 1, DAYS, "day", "the first day it is given")
    days: int = number(1, 1, DAYS, "days", "on how many days it is given")
    every: int = number(1, 1, DAYS, "days", "one day in how many")
    turn: int = number(1, 1, TURNS, "turn", "the turn it starts at")
    turns: int = number(40, 1, TURNS, "turns", "how long it lasts (10 turns are a minute)")
    dose: float = number(1.0, 0.0, 1.0, "share", "how much of it")
    when: str = choice(
        "scheduled", ("scheduled", "heart"), "on schedule, or whenever a heart passes `bpm` from `turn` on"
    )
    whose_heart: str = choice("either", ("a", "b", "either"), "whose heart is watched")
    bpm: float = number(100.0, 60.0, 140.0, "bpm", "the heart rate that triggers it")

    def cues(self) -> Cues:
        """What it gives in a turn, at full dose."""
        raise NotImplementedError

    def blocks(self, p: Parameters) -> tuple[Block, ...]:
        """Its stretches of cues, at its dose."""
        return (self.block(self.cues(), p),)

    def block(self, cues: Cues, p: Parameters, turns: int | None = None) -> Block:
        """One stretch of ``cues`` at this intervention's times, trigger and dose."""
        turns = self.turns if turns is None else turns
        last_day = self.day + (self.days - 1) * self.every
        if self.when == "scheduled":
            span = (self.turn, self.turn + turns - 1, 0.0, 0.0, 1)
        else:
            watch = arousal_at(self.bpm, p)
            span = (
                self.turn, TURNS,
                watch if self.whose_heart != "b" else NEVER,
                watch if self.whose_heart != "a" else NEVER,
                turns,
            )  # fmt: skip
        return Block(When(*map(float, (self.day, last_day, self.every, *span))), scaled(cues, self.dose))

    def conversation(self) -> int:
        """Turns that a conversation must at least have on its days; 0 where it changes nothing about that."""
        return 0

    def swapped(self) -> "Intervention":
        """The same with a and b exchanged."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(**{name: OTHER.get(value, value) for name, value in values.items()})


def arousal_at(bpm: float, p: Parameters) -> float:
    """The arousal that shows as this heart rate (the inverse of ``heart_rate``)."""
    rest = heart_rate(0.0, p)
    return (bpm - rest) / (heart_rate(1.0, p) - rest)


def named(who: str, cue: str, strength: float = 1.0) -> dict[str, float]:
    """The cue for ``a``, ``b``, ``both`` or ``nobody`` as keywords of ``Cues``."""
    return {f"{cue}_{one}": strength for one in ("a", "b") if who in (one, "both")}
