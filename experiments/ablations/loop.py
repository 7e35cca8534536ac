"""The loop: its gain just below and just above the tipping point, and no loop at all.

Chance is off and slow variables are frozen, so that what is seen is the loop itself. The couples are those of the
Protest Polka, anxious with avoidant, each a little different, after a strong spark.
"""

from functools import lru_cache

import numpy as np

from experiments.ablations.form import Found, Panel, band
from experiments.calibration.theory import AV, KINDS, QUIET, STRONG, couple, spark
from experiments.evidence.lab import Lab, states
from experiments.paired import both, caught, mean_of
from sim.engines.ensemble import Results, Runs, run_each
from sim.model.trajectory import RECORDED
from sim.scenario.schema import Scenario

COUPLES, TURNS = 64, 2000
"""How many couples, and for how long they are watched: near its tipping point a couple hesitates for hours."""
TALK, SHOWN = 300, 1200
"""Half an hour, and the two hours of the picture, in turns."""
STRONGEST, HALVINGS = 8.0, 17
"""The gain up to which a tipping point is looked for, and the bisections that find it to a ten-thousandth."""


@lru_cache(maxsize=4)
def polkas(lab: Lab, quiet: bool = True) -> tuple[Scenario, ...]:
    """Couples of the Protest Polka, each a little different; the anxious one is struck by a strong spark."""
    rng = lab.chance(200)
    settings = {"turns": TURNS if quiet else TALK, "life": spark(STRONG), "parameters": QUIET if quiet else {}}
    made = []
    for _ in range(min(COUPLES, lab.size)):
        security, bond = 0.3 + 0.04 * rng.uniform(-1.0, 1.0, 2), 0.45 + 0.1 * rng.uniform(-1.0, 1.0)
        moved = {
            f"partner_{who}.{name}": KINDS[kind][i] + 0.06 * rng.uniform(-1.0, 1.0)
            for who, kind in zip("ab", AV, strict=True)
            for i, name in enumerate(("anxiety", "avoidance"))
        }
        made.append(couple(*AV, security[0], bond, **settings).change({**moved, "partner_b.security": security[1]}))
    return tuple(made)


def run_with_gains(
    lab: Lab, couples: tuple[Scenario, ...], gains: np.ndarray, turns: bool = False, **more: float
) -> Results:
    """The couples' runs, the sting of each other's moves scaled by each couple's gain; ``more`` are other constants."""
    runs = [
        Runs(scenario, lab.seed, range(i, i + 1), lab.p._replace(
            separation_sting=lab.p.separation_sting * gain, attack_sting=lab.p.attack_sting * gain, **more))
        for i, (scenario, gain) in enumerate(zip(couples, gains, strict=True))
    ]  # fmt: skip
    return run_each(runs, lab.threads, () if turns else (1,), turns)


def ends(lab: Lab, couples: tuple[Scenario, ...], gains: np.ndarray, **more: float) -> dict[str, np.ndarray]:
    """The couples' state long after the spark: (couples,) each."""
    return states(run_with_gains(lab, couples, gains, **more).days[0])


def course(
    lab: Lab, couples: tuple[Scenario, ...], gains: np.ndarray, turns: int = TALK, **more: float
) -> dict[str, np.ndarray]:
    """The first half hour, or so many turns, turn by turn: (turns, couples) each."""
    short = tuple(scenario.change({"turns": turns}) for scenario in couples)
    rows = run_with_gains(lab, short, gains, turns=True, **more).turns
    return {name: rows[1:, at] for at, name in enumerate(RECORDED)}


@lru_cache(maxsize=4)
def tipping(lab: Lab) -> np.ndarray:
    """Each couple's tipping gain, by bisection: below it the dance dies out. ``STRONGEST`` where none was found."""
    couples = polkas(lab)
    low, high = np.zeros(len(couples)), np.full(len(couples), STRONGEST)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        dancing = caught(ends(lab, couples, middle)) > 0
        low, high = np.where(dancing, low, middle), np.where(dancing, middle, high)
    return high


def around_the_tipping_point(lab: Lab) -> Found:
    """Gain 3 % below and 3 % above the tipping point; as large a step that stays below it, for comparison."""
    couples, gain = polkas(lab), tipping(lab)
    end = {share: ends(lab, couples, share * gain) for share in (0.91, 0.97, 1.03)}
    dancing = {share: caught(now) for share, now in end.items()}
    threat = {share: both(now, "threat") for share, now in end.items()}
    lines = {
        f"gain {share:.2f} of the tipping point": band(lab, both(course(lab, couples, share * gain, SHOWN), "threat"))
        for share in (1.03, 0.97)
    }
    return Found(
        (
            mean_of(lab, "couples that tip at some gain", (gain < STRONGEST) * 1.0, at_least=0.9, unit="share"),
            mean_of(lab, "dancing after hours, 3 % below", dancing[0.97], at_most=0.05, unit="share"),
            mean_of(lab, "dancing after hours, 3 % above", dancing[1.03], at_least=0.95, unit="share"),
            mean_of(lab, "threat gained across the tipping point", threat[1.03] - threat[0.97], at_least=0.2),
            mean_of(lab, "threat gained by as large a step below", threat[0.97] - threat[0.91], at_most=0.05),
            mean_of(lab, "tipping gain, today's loop being 1", gain),
        ),
        Panel("threat", lines=lines, along="minutes, the spark at half a minute"),
    )


def without_coupling(lab: Lab) -> Found:
    """Neither sting nor relief: each is alone with the spark."""
    couples = polkas(lab)
    as_is, none = np.ones(len(couples)), np.zeros(len(couples))
    coupled, alone = caught(ends(lab, couples, as_is)), caught(ends(lab, couples, none, relief=0.0))
    with_it, without = course(lab, couples, as_is), course(lab, couples, none, relief=0.0)
    noisy = polkas(lab, quiet=False)
    danced = [caught(course(lab, noisy, gains, **more)).mean(0)
              for gains, more in ((as_is, {}), (none, {"relief": 0.0}))]  # fmt: skip
    lines = {"coupled": band(lab, both(with_it, "threat")), "no coupling": band(lab, both(without, "threat"))}
    return Found(
        (
            mean_of(lab, "dancing after hours, coupled less not", coupled - alone, at_least=0.2, unit="share"),
            mean_of(lab, "dancing after hours, no coupling", alone, at_most=0.0, unit="share"),
            mean_of(lab, "threat after half an hour, no coupling", both(without, "threat")[-1], at_most=0.01),
            mean_of(lab, "most threat of the one not struck, no coupling", without["threat_b"].max(0), at_most=0.01),
            mean_of(lab, "turns danced with all chance, coupled less not", danced[0] - danced[1], at_least=0.05,
                    unit="share"),
        ),
        Panel("threat", lines=lines, along="minutes, the spark at half a minute"),
    )  # fmt: skip
