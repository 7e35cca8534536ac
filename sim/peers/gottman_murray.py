"""Gottman and Murray's marriage equations."""

from functools import cached_property
from typing import Literal

import numpy as np

from sim.checking.errors import complaint
from sim.checking.settings import choice, number
from sim.peers.base import Peer, in_order
from sim.peers.laws import Bilinear, Mean, Ojive, Repair, solved
from sim.peers.roots import answering

FARTHEST = 100.0
"""Steady states with repair or damping are sought among scores up to this size."""


class GottmanMurray(Peer):
    """The mathematics of marriage (Gottman and Murray).

    ``W' = a + r₁·W + I_HW(H)``, ``H' = b + r₂·H + I_WH(W)``, turn by turn: a constant, inertia, and what the other's
    score does to mine. W and H are scores of a turn, positive less negative. The influence is bilinear (a slope for
    each sign of the score), an ojive (two steps), or bilinear with repair below or damping above a threshold
    (``sim.peers.laws``). Either both answer the other's last turn, or one sees what the other just did.

    Known: uninfluenced steady states a/(1-r₁) and b/(1-r₂). Bilinear, in a quadrant with slopes s_H (his on her) and
    s_W: ``W* = [s_H·b + a(1-r₂)]/Δ``, ``H* = [s_W·a + b(1-r₁)]/Δ``, ``Δ = (1-r₁)(1-r₂) - s_H·s_W``, where the signs
    agree. Ojive: at most nine, each a node with eigenvalues r₁ and r₂. The order of turns changes stability, not the
    steady states. Source: Gottman, Murray, Swanson, Tyson & Swanson (2002).
    """

    clock = "turn"
    names = ("wife", "husband")
    unit = "score"
    sources = ("gottmanmurray2002",)
    opening = (0.5, -0.5)
    extent = (-8.0, 8.0)

    form: Literal["bilinear", "ojive", "repair", "damping"] = choice("bilinear", "how one's score moves the other")
    order: Literal["together", "wife-first", "husband-first"] = choice(
        "together", "who speaks first; the second sees what the first did"
    )
    wife_constant: float = number(0.6, -20.0, 20.0, "score", "what she brings to each turn by herself")
    wife_inertia: float = number(0.3, -0.99, 0.99, "share", "how much of her last score she carries on")
    wife_negative: float = number(0.4, -5.0, 5.0, "slope", "how much his negative score moves her, for each point")
    wife_positive: float = number(0.3, -5.0, 5.0, "slope", "how much his positive score moves her, for each point")
    wife_low: float = number(-2.0, -20.0, 20.0, "score", "his score from which down she falls (ojive) or repairs")
    wife_drop: float = number(-1.5, -20.0, 20.0, "score", "how far she falls there (ojive)")
    wife_high: float = number(2.0, -20.0, 20.0, "score", "his score above which she rises (ojive) or is damped")
    wife_lift: float = number(1.0, -20.0, 20.0, "score", "how far she rises there (ojive)")
    wife_strength: float = number(1.0, 0.0, 20.0, "score", "how strongly she repairs, or is damped")
    husband_constant: float = number(0.4, -20.0, 20.0, "score", "what he brings to each turn by himself")
    husband_inertia: float = number(0.4, -0.99, 0.99, "share", "how much of his last score he carries on")
    husband_negative: float = number(0.5, -5.0, 5.0, "slope", "how much her negative score moves him, for each point")
    husband_positive: float = number(0.2, -5.0, 5.0, "slope", "how much her positive score moves him, for each point")
    husband_low: float = number(-2.0, -20.0, 20.0, "score", "her score from which down he falls (ojive) or repairs")
    husband_drop: float = number(-1.5, -20.0, 20.0, "score", "how far he falls there (ojive)")
    husband_high: float = number(2.0, -20.0, 20.0, "score", "her score above which he rises (ojive) or is damped")
    husband_lift: float = number(1.0, -20.0, 20.0, "score", "how far he rises there (ojive)")
    husband_strength: float = number(1.0, 0.0, 20.0, "score", "how strongly he repairs, or is damped")

    def check(self) -> None:
        """A lower threshold is not above the upper one."""
        for who in self.people:
            low, high = getattr(self, f"{who}_low"), getattr(self, f"{who}_high")
            if low > high:
                raise complaint(self.kind, f"{who}_low", f"{low:g}", f"{who}_high, which is {high:g}, or less")

    @cached_property
    def laws(self) -> tuple[Mean, Mean]:
        """Her equation and his."""
        return self._law("wife"), self._law("husband")

    def _law(self, who: str) -> Mean:
        own = {name.removeprefix(f"{who}_"): value for name, value in self if name.startswith(who)}
        begun, slopes = (own["constant"], own["inertia"]), (own["negative"], own["positive"])
        if self.form == "ojive":
            return Ojive(*begun, own["drop"], own["lift"], own["low"], own["high"])
        if self.form == "bilinear":
            return Bilinear(*begun, *slopes)
        repair, damp = (own["strength"] if self.form == form else 0.0 for form in ("repair", "damping"))
        return Repair(*begun, *slopes, repair, damp, own["low"], own["high"])

    def move(self, state: np.ndarray) -> np.ndarray:
        """The next scores, (2, ...)."""
        (wife, husband), (hers, his) = state, self.laws
        if self.order == "husband-first":
            after = his.next(husband, wife)
            return np.stack([hers.next(wife, after), after])
        after = hers.next(wife, husband)
        return np.stack([after, his.next(husband, after if self.order == "wife-first" else wife)])

    def steady_states(self) -> np.ndarray:
        """Influenced steady states, (2, states); with repair or damping those within 100 points."""
        hers, his = self.laws
        if self.form in ("repair", "damping"):
            return in_order(answering(hers.settled, his.settled, -FARTHEST, FARTHEST))
        return in_order([point for point, *_ in solved(hers, his)])
