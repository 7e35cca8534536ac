"""E12 to E14: emotionally focused therapy of the community's distressed couples."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from experiments.evidence.lab import EVERY, FOLLOWED, SESSIONS, Lab, das_of, states
from experiments.evidence.quantity import Study, measured
from experiments.measures import DAS
from sim.model.trajectory import STATE

COURSE = SESSIONS * EVERY
OPEN, MET = 0.5, 0.5
"""A softening is full when the pursuer is open (softness), and the other's response is at least half as strong as the
reach, at a session's end (definitions). Unanswered, it is half of the event that Johnson & Greenberg (1988) coded."""


@dataclass(frozen=True)
class Trial:
    """A randomised trial's couples: their numbers in the community, and DAS (couples,) at each time."""

    couples: np.ndarray
    before: np.ndarray
    after: np.ndarray
    waited: np.ndarray
    later: np.ndarray
    softened: np.ndarray


def withdraws(lab: Lab, index: int) -> str:
    """The partner whom a therapist would take for the withdrawer: the one with more avoidance than anxiety."""
    lean = {who: lab.now[f"avoidance_{who}"][index] - lab.now[f"anxiety_{who}"][index] for who in "ab"}
    return max(lean, key=lean.get)


@lru_cache(maxsize=4)
def trial(lab: Lab) -> Trial | None:
    """The distressed couples, treated, and the same ones on the waiting list; None where too few are distressed."""
    couples = np.flatnonzero(~lab.satisfied)[: lab.clinic]
    if len(couples) < 8:
        return None
    roles = [withdraws(lab, i) for i in couples.tolist()]
    treated = [
        lab.today(i, days=COURSE + FOLLOWED, intervention=({"kind": "therapy-course", "withdrawer": role},))
        for i, role in zip(couples.tolist(), roles, strict=True)
    ]
    waiting = [lab.today(i, days=COURSE) for i in couples.tolist()]
    sessions = tuple(1 + EVERY * session for session in range(SESSIONS))
    days = lab.run(treated, 5, (*sessions, COURSE, COURSE + FOLLOWED)).days
    waited = lab.run(waiting, 5, (COURSE,)).days[0]
    pursuer = np.array([0 if role == "b" else 1 for role in roles])

    def of(field: str, who: np.ndarray) -> np.ndarray:
        """A field at the sessions' ends for one partner of each couple: (sessions, couples)."""
        both = np.stack([days[:SESSIONS, STATE.index(f"{field}_{who}")] for who in "ab"])
        return np.take_along_axis(both, who[None, None, :], 0)[0]

    met = of("respond", 1 - pursuer) >= MET * of("reach", pursuer)

    def happy(rows: np.ndarray, purpose: int) -> np.ndarray:
        return das_of(states(rows), lab.p, lab.chance(purpose)).mean(1)

    return Trial(
        couples, lab.happy[couples], happy(days[-2], 50), happy(waited, 51), happy(days[-1], 52),
        ((of("softness", pursuer) >= OPEN) & met).any(0),
    )  # fmt: skip


def effect(before: np.ndarray, after: np.ndarray) -> float:
    """Pre-post effect size: mean change over the standard deviation before."""
    return float((after - before).mean() / max(1e-9, before.std()))


def e12(lab: Lab) -> Study:
    """Johnson et al. 1999; Beasley & Ager 2019; Spengler et al.: the outcome of therapy."""
    rct, limit = trial(lab), lab.p.das_distressed
    n = len(rct.couples) if rct else 0
    return Study(
        "E12", "Emotionally focused therapy", "70 to 73 % recovered, about 90 % improved; pre-post d .93 to 2.1",
        "recovered .60 to .80, improved at least .80, d .9 to 2.1; waiting list recovered at most .15", n, 30,
        (
            measured(lab, "recovered", n, lambda i: (rct.after[i] >= limit).mean(), 30, at_least=0.6, at_most=0.8,
                     scale=0.07, unit="share"),
            measured(lab, "improved", n, lambda i: (rct.after[i] - rct.before[i] >= DAS.reliable_change(2)).mean(), 30,
                     at_least=0.8, scale=0.07, unit="share"),
            measured(lab, "pre-post d", n, lambda i: effect(rct.before[i], rct.after[i]), 30, at_least=0.9,
                     at_most=2.1, scale=0.25, unit="sd"),
            measured(lab, "waiting list recovered", n, lambda i: (rct.waited[i] >= limit).mean(), 30, at_most=0.15,
                     scale=0.05, unit="share"),
        ),
        {"kind": "lines", "what": ("", "DAS"), "limit": limit, "limit_is": "distressed below",
         "at": ["before", "after 20 sessions"],
         "lines": {"treated": [rct.before, rct.after], "waiting": [rct.before, rct.waited]}} if rct else {},
    )  # fmt: skip


def e13(lab: Lab) -> Study:
    """Wiebe et al. 2016: two years later."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0

    def gain_kept(i: np.ndarray) -> float:
        gain = (rct.after[i] - rct.before[i]).mean()
        return float((rct.later[i] - rct.before[i]).mean() / gain) if gain > 2.0 else 0.0

    return Study(
        "E13", "Two years on", "gains persist and level off at 24 months", "at least .80 of the gain kept", n, 32,
        (measured(lab, "gain kept", n, gain_kept, 32, at_least=0.8, scale=0.08, unit="share"),),
        {"kind": "lines", "what": ("", "DAS"), "at": ["before", "after", "two years on"], "limit": lab.p.das_distressed,
         "limit_is": "distressed below", "lines": {"treated": [rct.before, rct.after, rct.later]}} if rct else {},
    )  # fmt: skip


def e14(lab: Lab) -> Study:
    """Johnson & Greenberg 1988; Bradley & Furrow 2004: softening events, and what they are worth."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0

    def better(i: np.ndarray) -> float:
        gain, soft = (rct.after - rct.before)[i], rct.softened[i]
        return float(gain[soft].mean() - gain[~soft].mean()) if 0 < soft.sum() < len(soft) else np.nan

    return Study(
        "E14", "Softening",
        "about half of couples (16 of 32) soften in some 21 sessions; the best sessions contain softenings",
        "share .40 to .70; outcome better with than without", n, 32,
        (
            measured(lab, "couples with a softening", n, lambda i: rct.softened[i].mean(), 32, at_least=0.4,
                     at_most=0.7, scale=0.08, unit="share"),
            measured(lab, "better with than without", n, better, 32, at_least=1.0, scale=2.0, unit="DAS"),
        ),
        {"kind": "bars", "what": "gain, DAS", "bars": {
            "softened": (rct.after - rct.before)[rct.softened], "did not": (rct.after - rct.before)[~rct.softened]}}
        if rct else {},
    )  # fmt: skip
