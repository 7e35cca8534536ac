"""E12 to E14, E21 and E22: emotionally focused therapy of the community's distressed couples."""

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
    """A trial's couples, treated and, the same ones on the same chance, waiting; DAS (couples, 2) at each time."""

    couples: np.ndarray
    before: np.ndarray
    after: np.ndarray
    later: np.ndarray
    waited: np.ndarray
    waited_later: np.ndarray
    softened: np.ndarray
    """Which couples had a full softening, (couples,)."""
    first: np.ndarray
    """The session of the first one, from 1; of those who had one."""
    treated: dict[str, np.ndarray]
    """The state of the treated at the end of the course, by name: (couples,) each."""

    @property
    def gain(self) -> np.ndarray:
        """Each partner's: (couples, 2)."""
        return self.after - self.before


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
    waiting = [lab.today(i, days=COURSE + FOLLOWED) for i in couples.tolist()]
    sessions = tuple(1 + EVERY * session for session in range(SESSIONS))
    days = lab.run(treated, 5, (*sessions, COURSE, COURSE + FOLLOWED)).days
    waited = lab.run(waiting, 5, (COURSE, COURSE + FOLLOWED)).days
    pursuer = np.array([0 if role == "b" else 1 for role in roles])

    def of(field: str, who: np.ndarray) -> np.ndarray:
        """A field at the sessions' ends for one partner of each couple: (sessions, couples)."""
        both = np.stack([days[:SESSIONS, STATE.index(f"{field}_{who}")] for who in "ab"])
        return np.take_along_axis(both, who[None, None, :], 0)[0]

    full = (of("softness", pursuer) >= OPEN) & (of("respond", 1 - pursuer) >= MET * of("reach", pursuer))
    softened = full.any(0)

    def happy(rows: np.ndarray, purpose: int) -> np.ndarray:
        return das_of(states(rows), lab.p, lab.chance(purpose))

    return Trial(
        couples, lab.das[couples], happy(days[-2], 50), happy(days[-1], 52), happy(waited[0], 51),
        happy(waited[1], 53), softened, 1 + full[:, softened].argmax(0), states(days[-2]),
    )  # fmt: skip


def effect(before: np.ndarray, after: np.ndarray) -> float:
    """Pre-post effect size of partners: mean change over the standard deviation before."""
    return float((after - before).mean() / max(1e-9, before.std()))


def between(treated: np.ndarray, waited: np.ndarray) -> float:
    """Hedges' g of partners after treatment: the difference of the means over the pooled standard deviation then."""
    return float((treated.mean() - waited.mean()) / max(1e-9, (0.5 * (treated.var() + waited.var())) ** 0.5))


def given(x: np.ndarray, y: np.ndarray, fixed: np.ndarray) -> float:
    """The partial correlation of ``x`` and ``y`` given ``fixed``; none where one of them does not vary."""
    if len(x) < 8 or min(x.std(), y.std(), fixed.std()) < 1e-9:
        return np.nan
    xy, xf, yf = (float(np.corrcoef(*pair)[0, 1]) for pair in ((x, y), (x, fixed), (y, fixed)))
    return (xy - xf * yf) / ((1.0 - xf * xf) * (1.0 - yf * yf)) ** 0.5


def e12(lab: Lab) -> Study:
    """Johnson et al. 1999; Beasley & Ager 2019; Spengler et al.: the outcome of therapy."""
    rct, limit = trial(lab), lab.p.das_distressed
    n = len(rct.couples) if rct else 0
    reliable = DAS.reliable_change(2)
    return Study(
        "E12", "Emotionally focused therapy", "70 to 73 % recovered, about 90 % improved; pre-post d .93 to 2.1",
        "recovered .60 to .80, improved at least .80, d .9 to 2.1", n, 30,
        (
            measured(lab, "recovered", n, lambda i: (rct.after.mean(1)[i] >= limit).mean(), 30, at_least=0.6,
                     at_most=0.8, scale=0.07, unit="share"),
            measured(lab, "improved", n, lambda i: (rct.gain.mean(1)[i] >= reliable).mean(), 30, at_least=0.8,
                     scale=0.07, unit="share"),
            measured(lab, "pre-post d", n, lambda i: effect(rct.before[i], rct.after[i]), 30, at_least=0.9,
                     at_most=2.1, scale=0.25, unit="sd"),
            measured(lab, "waiting list recovered", n, lambda i: (rct.waited.mean(1)[i] >= limit).mean(), 30,
                     unit="share"),
        ),
        {"kind": "lines", "what": ("", "DAS"), "limit": limit, "limit_is": "distressed below",
         "at": ["before", "after 20 sessions"],
         "lines": {"treated": [rct.before.mean(1), rct.after.mean(1)],
                   "waiting": [rct.before.mean(1), rct.waited.mean(1)]}} if rct else {},
    )  # fmt: skip


def e13(lab: Lab) -> Study:
    """Wiebe et al. 2016, 2017: two years later, against before and against those who were not treated."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0

    def kept(gain: np.ndarray, later: np.ndarray):
        """How much of a gain is there later; none of a gain that is next to nothing."""
        return lambda i: float(later[i].mean() / gain[i].mean()) if gain[i].mean() > 2.0 else 0.0

    return Study(
        "E13", "Two years on", "gains persist at 24 months, and go on at a slower rate",
        ".80 to 1.25 of the gain kept, against before and against the untreated", n, 32,
        (
            measured(lab, "gain kept", n, kept(rct.gain, rct.later - rct.before), 32, at_least=0.8, at_most=1.25,
                     scale=0.08, unit="share"),
            measured(lab, "gain kept, less the untreated", n,
                     kept(rct.after - rct.waited, rct.later - rct.waited_later), 32, at_least=0.8,
                     at_most=1.25, scale=0.08, unit="share"),
        ) if rct else (),
        {"kind": "lines", "what": ("", "DAS"), "at": ["before", "after", "two years on"], "limit": lab.p.das_distressed,
         "limit_is": "distressed below",
         "lines": {"treated": [x.mean(1) for x in (rct.before, rct.after, rct.later)],
                   "waiting": [x.mean(1) for x in (rct.before, rct.waited, rct.waited_later)]}} if rct else {},
    )  # fmt: skip


def e14(lab: Lab) -> Study:
    """Johnson & Greenberg 1988; Bradley & Furrow 2004: softening events, and what they are worth."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0
    gain = rct.gain.mean(1) if rct else np.zeros(0)

    def better(i: np.ndarray) -> float:
        mine, soft = gain[i], rct.softened[i]
        return float(mine[soft].mean() - mine[~soft].mean()) if 0 < soft.sum() < len(soft) else np.nan

    return Study(
        "E14", "Softening",
        "about half of couples (16 of 32) soften in some 21 sessions; the best sessions contain softenings",
        "share .40 to .70, most in the second half (by construction: when whose turn it is); better with than without",
        n, 32,
        (
            measured(lab, "couples with a softening", n, lambda i: rct.softened[i].mean(), 32, at_least=0.4,
                     at_most=0.7, scale=0.08, unit="share"),
            measured(lab, "first softenings in the second half", len(rct.first) if rct else 0,
                     lambda i: (rct.first[i] > SESSIONS / 2).mean(), 16, at_least=0.5, scale=0.1, unit="share"),
            measured(lab, "better with than without", n, better, 32, at_least=1.0, scale=2.0, unit="DAS"),
        ),
        {"kind": "bars", "what": "gain, DAS",
         "bars": {"softened": gain[rct.softened], "did not": gain[~rct.softened]}} if rct else {},
    )  # fmt: skip


def e21(lab: Lab) -> Study:
    """Roddy et al. 2020; Johnson & Talitman 1997; Dalgleish et al. 2015: who gains; each partner's own."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0
    if rct:
        anxious, avoidant = (
            np.stack([lab.now[f"{name}_{who}"][rct.couples] for who in "ab"], 1) for name in ("anxiety", "avoidance")
        )

    def before(i: np.ndarray) -> float:
        return float(np.corrcoef(rct.before[i].ravel(), rct.gain[i].ravel())[0, 1])

    def anxiety(i: np.ndarray) -> float:
        return given(anxious[i].ravel(), rct.gain[i].ravel(), rct.before[i].ravel())

    def avoidance(i: np.ndarray) -> float:
        i = i[rct.softened[i]]
        return given(avoidant[i].ravel(), rct.gain[i].ravel(), rct.before[i].ravel())

    return Study(
        "E21", "Who gains", "the more distressed and the more anxious gain more; avoidance blunts it in who softened",
        "r(before, gain) at most .05; given before: anxiety at least 0, avoidance in the softened at most 0", n, 32,
        (
            measured(lab, "r(before, gain)", n, before, 32, at_most=0.05, scale=0.1),
            measured(lab, "r(anxiety, gain) given before", n, anxiety, 32, at_least=0.0, scale=0.1),
            measured(lab, "r(avoidance, gain) given before, softened", n, avoidance, 16, at_most=0.0, scale=0.1),
        ),
        {"kind": "scatter", "x": rct.before.ravel(), "y": rct.gain.ravel(), "what": ("DAS before", "gain, DAS"),
         "of": "partners"} if rct else {},
    )  # fmt: skip


def e22(lab: Lab) -> Study:
    """Rathgeber et al. 2019; Roddy et al. 2020: therapy against waiting."""
    rct = trial(lab)
    n = len(rct.couples) if rct else 0
    return Study(
        "E22", "Against waiting", "g .73 against controls; pre-post 1.12 (.92 to 1.31); waiting .12 (-.04 to .29)",
        "treated less waited .5 to 1.1; waited -.1 to .3; pre-post .9 to 1.6", n, 60,
        (
            measured(lab, "treated less waited", n, lambda i: between(rct.after[i], rct.waited[i]), 60, at_least=0.5,
                     at_most=1.1, scale=0.2, unit="sd"),
            measured(lab, "waited", n, lambda i: effect(rct.before[i], rct.waited[i]), 60, at_least=-0.1, at_most=0.3,
                     scale=0.1, unit="sd"),
            measured(lab, "pre-post", n, lambda i: effect(rct.before[i], rct.after[i]), 60, at_least=0.9, at_most=1.6,
                     scale=0.2, unit="sd"),
        ),
        {"kind": "bars", "what": "change, DAS", "bars": {
            "treated": rct.gain.mean(1), "waited": (rct.waited - rct.before).mean(1)}} if rct else {},
    )  # fmt: skip
