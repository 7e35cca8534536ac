"""What days, months and years make of couples: nothing is a ratchet, and what is lost can be found again."""

from functools import cache

import numpy as np

import sim
from experiments.calibration.space import guess, today
from experiments.calibration.theory import KINDS, couple, lives, regimes, spark
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab

SEED = 4711
"""A chance that no search has seen."""
LAB = Lab(size=160, seed=SEED, probes=96)


@cache
def named() -> dict[str, tuple[float, float, float, float]]:
    return lives(guess(today()), SEED)


@cache
def standing() -> dict[str, float]:
    return {name: float(value[0]) for name, value in regimes([guess(today())]).items()}


def test_every_regime_of_a_conversation_stands():
    """Chance off, slow variables frozen: who dances, who is calm, what a hand does, and where it is refused."""
    assert {name: far for name, far in standing().items() if far > 0.0} == {}


def test_named_couples_come_to_what_theory_says():
    """Within a scale of what theory allows, which is what another chance moves a figure by."""
    beside = {
        name: (value, low, high)
        for name, (value, low, high, scale) in named().items()
        if not low - scale <= value <= high + scale
    }
    assert beside == {}


def test_a_community_stays_where_it_is():
    """Its mean, spread and order after two, four and eight years, within what 160 couples allow."""
    assert {q.name: q.value for q in STUDIES["E18"](LAB).quantities if q.beside > 0.75} == {}


def test_the_same_couples_are_less_satisfied_the_more_life_asks_of_them():
    steps = [q for q in STUDIES["E19"](LAB).quantities if q.name.startswith("hardship")]
    assert len(steps) == 4
    assert all(q.value > -0.5 for q in steps), [(q.name, q.value) for q in steps]


def minutes_to_flood(apart: int) -> float:
    """Minutes of talk until a flooded couple that was ``apart`` for so many turns is flooded again, at most 15."""
    start = {f"partner_{who}.arousal": 0.75 for who in "ab"}
    story = {"turns": apart + 150, "life.spark": [{"turn": apart + 1, "who": "a", "size": 1.2}], **start}
    talk = sim.scenario("protest-polka").without().change(story).add("time-out", day=1, turn=1, turns=apart)
    again = []
    for seed in range(12):
        hearts = sim.simulate(talk, seed=seed)["heart_rate_a"][apart + 1 :]
        over = hearts >= talk.constants.flooding_heart_rate
        again.append(over.argmax() if over.any() else 150)
    return float(np.mean(again)) / 10.0


def test_five_minutes_apart_do_less_than_twenty_for_the_flooded():
    assert minutes_to_flood(50) < minutes_to_flood(200)


def test_two_fearful_partners_are_not_two_anxious_ones():
    """Both are caught; the fearful shut down more, and press less."""
    kinds = {"fearful": (0.8, 0.8), "anxious": KINDS["anxious"]}
    ends = {}
    for kind, (anxiety, avoidance) in kinds.items():
        changes = {f"partner_{who}.{name}": value for who in "ab"
                   for name, value in (("anxiety", anxiety), ("avoidance", avoidance))}  # fmt: skip
        run = sim.simulate(couple("anxious", "anxious", 0.3, 0.45, 150, life=spark(2.0)).change(changes), seed=3)
        ends[kind] = {move: float(run[f"{move}_a"][-60:].mean()) for move in ("pursue", "withdraw")}
    assert ends["fearful"]["withdraw"] > ends["anxious"]["withdraw"] + 0.1
    assert ends["fearful"]["pursue"] < ends["anxious"]["pursue"] - 0.02
