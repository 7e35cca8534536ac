"""Therapy without softening, and without attachment that can change.

The community's distressed couples, treated and untreated on the same chance. What is taken out is taken out of the
treatment and of the two years after it; the couples are those of the full model.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from experiments.ablations.form import Found, Panel, band
from experiments.evidence.lab import EVERY, FOLLOWED, SESSIONS, YEARS, Lab, states
from experiments.evidence.quantity import measured
from experiments.evidence.therapy import COURSE, withdraws
from experiments.paired import distressed, mean_of, ratio_of, satisfied
from sim.interventions.therapy_course import TherapyCourse

AT = (0, COURSE, COURSE + FOLLOWED // 2, COURSE + FOLLOWED)
"""Days at which the couples are seen: before, after the course, and one and two years later."""
TICKS = dict(zip((0.0, 1.0, 2.0, 3.0), ("before", "after", "1 year", "2 years"), strict=True))


SHARE = "of the full course's"
NO_MORE = 1e-12
"""A dose that gives the two a session's time together and nothing else."""


def plan(therapy: str, withdrawer: str) -> tuple[dict, ...]:
    """The ``full`` course; ``contained``: sessions as long and as safe, in which nobody is invited to soften or reaches
    on purpose; ``uninvited``: nobody is invited, but the partner whose turn it is reaches; ``none``."""
    course = {"kind": "therapy-course", "withdrawer": withdrawer}
    room = {"kind": "containment", "days": SESSIONS, "every": EVERY, "turns": TherapyCourse().turns}
    return {
        "full": (course,),
        "uninvited": ({**course, "softening": 0.0},),
        "contained": ({**course, "dose": NO_MORE}, {**room, "strength": TherapyCourse().containment}),
        "none": (),
    }[therapy]


@lru_cache(maxsize=8)
def seen(lab: Lab, therapy: str, fixed: str = "") -> np.ndarray:
    """Satisfaction of the distressed couples at each of ``AT``, (times, couples), without a questionnaire's error.

    With the constant ``fixed`` at 0: ``attachment_rate``, and anxiety and avoidance stay as they are, while felt
    security settles toward what they expect; ``revision``, and so do the dispositions.
    """
    p = lab.p._replace(**{fixed: 0.0}) if fixed else lab.p
    couples = distressed(lab)
    made = [lab.today(i, days=AT[-1], intervention=plan(therapy, withdraws(lab, i))) for i in couples.tolist()]
    days = replace(lab, p=p).run(made, 5, AT[1:]).days
    before = {name: values[couples] for name, values in lab.now.items()}
    return np.stack([satisfied(now, p) for now in (before, *map(states, days))])


def without_softening(lab: Lab) -> Found:
    """The same course with containment only, and with containment and a reach on purpose that nobody invited."""
    waiting = seen(lab, "none")
    gain = {name: seen(lab, name)[1] - waiting[1] for name in ("full", "contained", "uninvited")}
    better = {name: (seen(lab, name)[1] >= lab.p.das_distressed) * 1.0 for name in ("full", "contained", "uninvited")}
    return Found(
        (
            mean_of(lab, "gain by the full course", gain["full"], at_least=5.0, unit="DAS"),
            mean_of(lab, "gain without softening", gain["contained"], unit="DAS"),
            mean_of(lab, "gain without the invitation only", gain["uninvited"], unit="DAS"),
            ratio_of(lab, "share of the gain without softening", gain["contained"], gain["full"], at_most=0.5,
                     unit=SHARE),
            mean_of(lab, "recovered, full course", better["full"], unit="share"),
            ratio_of(lab, "share of recoveries without softening", better["contained"], better["full"], at_most=0.5,
                     unit=SHARE),
        ),
        Panel("satisfaction, DAS", lines=over_time(lab, {
            "the full course": seen(lab, "full"), "without softening": seen(lab, "contained"),
            "no therapy": waiting}), ticks=TICKS),
    )  # fmt: skip


def without_attachment_change(lab: Lab) -> Found:
    """The same course where anxiety and avoidance cannot change, and the two years after it."""
    full, fixed = (seen(lab, "full", what) - seen(lab, "none", what) for what in ("", "attachment_rate"))
    difference_kept = more_kept(full, fixed)

    return Found(
        (
            ratio_of(lab, "kept, full model", full[3], full[1], at_least=0.5, unit="of the gain"),
            ratio_of(lab, "kept, attachment fixed", fixed[3], fixed[1], at_most=0.5, unit="of the gain"),
            measured(lab, "kept, full less fixed", full.shape[1], difference_kept, at_least=0.2, unit="of the gain"),
            mean_of(lab, "gain after the course, full model", full[1], unit="DAS"),
            mean_of(lab, "gain after the course, attachment fixed", fixed[1], unit="DAS"),
        ),
        Panel("gain over no therapy, DAS", lines=over_time(lab, {
            "the full model": full, "attachment fixed": fixed}), ticks=TICKS),
    )  # fmt: skip


def more_kept(full: np.ndarray, fixed: np.ndarray) -> Callable[[np.ndarray], float]:
    """The share of the gain that is there two years later, in ``full`` less in ``fixed``: a statistic of couples."""
    return lambda i: float(full[3][i].mean() / full[1][i].mean() - fixed[3][i].mean() / fixed[1][i].mean())


def without_revision(lab: Lab) -> Found:
    """The course, the two years after it, and eight years of ordinary life, where dispositions never move."""
    full, fixed = (seen(lab, "full", what) - seen(lab, "none", what) for what in ("", "revision"))
    plain = replace(lab, p=lab.p._replace(revision=0.0))
    moved = (lab.years[YEARS[-1]] - plain.years[YEARS[-1]]).mean(1)
    return Found(
        (
            ratio_of(lab, "kept, full model", full[3], full[1], at_least=0.7, unit="of the gain"),
            ratio_of(lab, "kept, dispositions fixed", fixed[3], fixed[1], at_most=0.6, unit="of the gain"),
            measured(lab, "kept, full less fixed", full.shape[1], more_kept(full, fixed), at_least=0.2,
                     unit="of the gain"),
            mean_of(lab, "a community after eight years, full less fixed", moved, at_least=-2.0, at_most=2.0,
                    unit="DAS"),
        ),
        Panel("gain over no therapy, DAS", lines=over_time(lab, {
            "the full model": full, "dispositions fixed": fixed}), ticks=TICKS),
    )  # fmt: skip


def over_time(lab: Lab, series: dict[str, np.ndarray]) -> dict:
    """Lines over the times at which the couples are seen."""
    return {name: band(lab, values, np.arange(len(AT))) for name, values in series.items()}
