"""Gottman and Murray's marriage equations."""

from itertools import product
from typing import Any, Literal

import numpy as np

from sim.checking.errors import complaint
from sim.checking.settings import choice, number
from sim.peers._solvers import influence
from sim.peers._solvers.roots import answering
from sim.peers.base import Peer, in_order

FARTHEST = 100.0
"""Steady states with repair or damping are sought among scores up to this size."""


class GottmanMurray(Peer):
    """The mathematics of marriage (Gottman and Murray).

    ``W' = a + r₁·W + I_HW(H)``, ``H' = b + r₂·H + I_WH(W)``, turn by turn: a constant, inertia, and what the other's
    score does to mine. W and H are scores of a turn, positive less negative. The influence is bilinear (a slope for
    each sign of the score), an ojive (two steps), or bilinear with repair below or damping above a threshold
    (``sim.peers._solvers.influence``). Either both answer the other's last turn, or one sees what the other just did.

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

    def influence(self, who: str, score: Any) -> Any:
        """What the other's ``score`` adds to the next score of ``who`` (wife, husband)."""
        low, drop, high, lift, strength, negative, positive = (
            getattr(self, f"{who}_{name}")
            for name in ("low", "drop", "high", "lift", "strength", "negative", "positive")
        )
        if self.form == "ojive":
            return influence.ojive(score, low, drop, high, lift)
        if self.form == "repair":
            return influence.repair(score, negative, positive, strength, low)
        if self.form == "damping":
            return influence.damping(score, negative, positive, strength, high)
        return influence.bilinear(score, negative, positive)

    def move(self, state: np.ndarray) -> np.ndarray:
        """The next scores, (2, ...)."""
        wife, husband = state
        hers = self.wife_constant + self.wife_inertia * wife
        his = self.husband_constant + self.husband_inertia * husband
        if self.order == "husband-first":
            husband = his + self.influence("husband", wife)
            return np.stack([hers + self.influence("wife", husband), husband])
        after = hers + self.influence("wife", husband)
        return np.stack([after, his + self.influence("husband", after if self.order == "wife-first" else wife)])

    def steady_states(self) -> np.ndarray:
        """Influenced steady states, (2, states); with repair or damping those within 100 points."""
        if self.form in ("repair", "damping"):
            pairs = answering(self._wife_at_rest, self._husband_at_rest, -FARTHEST, FARTHEST)
        else:
            pairs = self._bilinear_states() if self.form == "bilinear" else self._ojive_states()
        return in_order(pairs)

    def _wife_at_rest(self, husband: np.ndarray) -> np.ndarray:
        """Her null cline: where she stays while he keeps ``husband``."""
        return (self.wife_constant + self.influence("wife", husband)) / (1.0 - self.wife_inertia)

    def _husband_at_rest(self, wife: np.ndarray) -> np.ndarray:
        """His null cline: where he stays while she keeps ``wife``."""
        return (self.husband_constant + self.influence("husband", wife)) / (1.0 - self.husband_inertia)

    def _bilinear_states(self) -> list[tuple[float, float]]:
        """One candidate a quadrant, kept where both signs agree."""
        a, b, own = self.wife_constant, self.husband_constant, (1.0 - self.wife_inertia, 1.0 - self.husband_inertia)
        found = []
        for wife_side, husband_side in product((1.0, -1.0), repeat=2):
            on_her = self.wife_positive if husband_side > 0.0 else self.wife_negative
            on_him = self.husband_positive if wife_side > 0.0 else self.husband_negative
            delta = own[0] * own[1] - on_her * on_him
            if delta != 0.0:
                wife, husband = (on_her * b + a * own[1]) / delta, (on_him * a + b * own[0]) / delta
                if wife * wife_side >= 0.0 and husband * husband_side >= 0.0:
                    found.append((wife, husband))
        return found

    def _ojive_states(self) -> list[tuple[float, float]]:
        """Nine candidates, one for each step of hers and of his, kept where each stands on the step that it assumes."""
        hers, his = (self.wife_drop, 0.0, self.wife_lift), (self.husband_drop, 0.0, self.husband_lift)
        found = []
        for on_her, on_him in product(hers, his):
            wife = (self.wife_constant + on_her) / (1.0 - self.wife_inertia)
            husband = (self.husband_constant + on_him) / (1.0 - self.husband_inertia)
            if self.influence("wife", husband) == on_her and self.influence("husband", wife) == on_him:
                found.append((wife, husband))
        return found
