"""Cues: what reaches the couple from outside during one turn, declared once, a line each.

A cue is shared (both meet it), or each partner has their own. Of two helps at once the stronger counts; two troubles
add up. To add one, write its line in ``Support`` and use it in a law: what engines, plans and trajectories need of it
is made of these lines.
"""

from collections import namedtuple
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sim.model.registry import lines_of, written_law

Who = Literal["a", "b", "both"]


class Cue(NamedTuple):
    """One line of the table: ``label`` is the cue in a word or two, ``column`` its name in a trajectory."""

    meaning: str
    label: str
    shared: bool = False
    trouble: bool = False
    column: str = ""


def cue(*line: Any, **more: Any) -> Any:
    """A line of the table."""
    return Cue(*line, **more)


class Support(NamedTuple):
    """The cues of one turn as one partner meets them; ``trouble`` may exceed 1."""

    hand: float = cue("the partner's hand is offered", "hand offered", shared=True)
    stranger: float = cue("a stranger's hand is held", "stranger's hand held")
    picture: float = cue("the partner's picture is there to be seen", "partner's picture")
    containment: float = cue("someone keeps the room safe (a therapist, a friend)", "safe room", shared=True)
    pause: float = cue("a time-out: no moves are made", "time-out", shared=True)
    invite: float = cue("is invited to show what lies under the protest or the silence", "softening invited")
    reach: float = cue("reaches on purpose", "reach made on purpose", column="purpose")
    stress: float = cue("stress while it lasts", "stress", trouble=True)
    spark: float = cue("a spark of this size strikes now", "spark", trouble=True, column="struck")
    burden: float = cue("a life event of this size strikes now", "life event", trouble=True, column="event")


CUES: dict[str, Cue] = lines_of(Support)
"""Every cue's line of the table, by name."""


def fields_of(name: str) -> tuple[str, ...]:
    """The fields of ``Cues`` that hold a cue: its own name, or one for each partner."""
    return (name,) if CUES[name].shared else (f"{name}_a", f"{name}_b")


FIELDS = {field: name for name in CUES for field in fields_of(name)}
"""The cue that each field of ``Cues`` is of."""
COLUMNS = tuple((CUES[name].column or name) + field.removeprefix(name) for field, name in FIELDS.items())
"""What each field is called in a trajectory, where a partner's field may have its name already."""

if TYPE_CHECKING:
    Cues = Any
else:
    Cues = namedtuple("Cues", FIELDS)
Cues.__doc__ = "The cues of one turn: a field for each shared cue, and two, ``_a`` and ``_b``, for each other."
NOTHING = Cues(*(0.0,) * len(FIELDS))
"""No cue at all: it leaves a turn as it would have been, to the last bit."""


def cues_for(who: str, name: str, strength: float = 1.0) -> dict[str, float]:
    """A cue for ``a``, ``b``, ``both`` or ``nobody`` as keywords of ``Cues``."""
    return {f"{name}_{partner}": strength for partner in ("a", "b") if who in (partner, "both")}


def _both(field: str, name: str) -> str:
    """Two sets of one cue at once: help does not add up beyond the stronger of two, troubles do."""
    return f"first.{field} + second.{field}" if CUES[name].trouble else f"max(first.{field}, second.{field})"


given = written_law(
    "given(cues, present)", [], "Cues", [f"cues.{field} * present" for field in FIELDS], globals(),
    "The cues while ``present`` is 1, nothing while it is 0.",
)  # fmt: skip
together = written_law(
    "together(first, second)", [], "Cues", [_both(field, name) for field, name in FIELDS.items()], globals(),
    "Two sets of cues at once: help does not add up beyond the stronger of two, troubles do.",
)  # fmt: skip
support_of_a, support_of_b = (
    written_law(f"support_of_{who}(cues)", [], "Support",
                [f"cues.{name}" if line.shared else f"cues.{name}_{who}" for name, line in CUES.items()], globals(),
                f"The cues as {who} meets them.")
    for who in "ab"
)  # fmt: skip
