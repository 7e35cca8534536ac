"""The laws of the second science one by one: a law taken out, and the finding that then fails or weakens.

What is taken out is one constant set to the value at which its law says nothing. The couples, their chance and the
study are the same; the couples have lived all their time together without the law.
"""

from dataclasses import dataclass, replace
from math import inf

from experiments.ablations.form import Found, Panel
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity


@dataclass(frozen=True)
class Removal:
    """A law by the constants that silence it, and a figure of a row of the evidence that must move, and which way."""

    law: str
    without: dict[str, float]
    row: str
    figure: str
    must_fall: bool = True


REMOVALS = (
    Removal("longing reaches in calm", {"longing": 0.0}, "E9", "lasting"),
    Removal("stress takes away what one can give", {"spillover": 0.0}, "E19", "hardship 2 less 4, same couples"),
    Removal("a shown need disarms", {"disarm": 0.0}, "E8", "satisfied"),
    Removal("a bond and trust make the hand", {"touch_base": 1.0}, "E23", "more of threat taken by the hand"),
    Removal("the therapist lends security", {"alliance": 0.0}, "E14", "couples with a softening"),
    Removal("open is hopeful", {"open_hope": 0.0, "anxiety_soft": 0.0, "hearing": 0.0}, "E22", "pre-post"),
    Removal("working models are revised while open", {"revision": 0.0}, "E13", "gain kept"),
    Removal("everything kept must be kept up", {"bond_upkeep": 0.0}, "E16", "mean", must_fall=False),
    Removal("each asks something else of a relationship", {"das_standard": 0.0}, "E20", "r(a, b)", must_fall=False),
)
"""Those laws of the second science that a row of the evidence rests on."""


def figure(lab: Lab, removal: Removal) -> Quantity:
    """The figure of a removal's row in a laboratory."""
    return next(q for q in STUDIES[removal.row](lab).quantities if q.name == removal.figure)


def difference(lab: Lab, removal: Removal) -> Quantity:
    """The figure with the law less without it; the interval takes the two as independent, so it is a wide one."""
    full = figure(lab, removal)
    without = figure(replace(lab, p=lab.p._replace(**removal.without)), removal)
    value = full.value - without.value
    halves = [0.5 * (q.interval[1] - q.interval[0]) for q in (full, without) if q.interval]
    wide = sum(half * half for half in halves) ** 0.5
    bounds = {"at_least": 0.0} if removal.must_fall else {"at_least": -inf, "at_most": 0.0}
    return Quantity(
        f"{removal.law}: {removal.row}, {removal.figure}", value, **bounds, unit=full.unit,
        interval=(value - wide, value + wide) if len(halves) == 2 else None,
    )  # fmt: skip


def one_by_one(lab: Lab) -> Found:
    """Every removal's difference."""
    found = tuple(difference(lab, removal) for removal in REMOVALS)
    return Found(found, Panel("with the law less without it", dots=found))
