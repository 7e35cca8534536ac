"""E5, E15 to E17, E25 and E26: a community, as questionnaires find it."""

import numpy as np

from experiments import measures
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity, Study, measured
from experiments.population import NORM

RELIABILITY = 0.7
"""Of both questionnaires in E5, as the row asks."""


def r(x: np.ndarray, y: np.ndarray):
    """Pearson's correlation as a statistic of couples' numbers; 0 where nothing varies."""

    def of(i: np.ndarray) -> float:
        if x[i].std() < 1e-9 or y[i].std() < 1e-9:
            return 0.0
        return float(np.corrcoef(x[i], y[i])[0, 1])

    return of


def demand_withdraw(lab: Lab) -> np.ndarray:
    """How much of a conflict conversation one demands while the other withdraws, either way round: (couples,)."""
    talk = lab.conflict
    return (talk["pursue_a"] * talk["withdraw_b"] + talk["pursue_b"] * talk["withdraw_a"]).mean(0)


def e5(lab: Lab) -> Study:
    """Schrodt et al. 2014: demand-withdraw and distress, 74 studies."""
    rng = lab.chance(20)
    pattern = demand_withdraw(lab)
    happy = np.mean([measures.satisfaction_of(who, lab.now, lab.p) for who in "ab"], 0)
    noisy = [measures.with_reliability(series, RELIABILITY, rng) for series in (pattern, happy)]
    return Study(
        "E5", "Demand and withdraw", "r with relational distress about .42, overall about .36 (74 studies)",
        "r -.75 to -.30; at reliability .7 on both, -.45 to -.30", lab.size, 150,
        (
            measured(lab, "r, without error", lab.size, r(pattern, happy), 150, at_least=-0.75, at_most=-0.30),
            measured(lab, "r, reliability .7", lab.size, r(*noisy), 150, at_least=-0.45, at_most=-0.30, scale=0.05),
        ),
        {"kind": "scatter", "x": noisy[0], "y": noisy[1],
         "what": ("demand-withdraw, as measured", "satisfaction, as measured")},
    )  # fmt: skip


def e15(lab: Lab) -> Study:
    """ECR-R community norms: what partners bring along, and what they are found with."""
    rng = lab.chance(21)
    figures, drawn = [], {}
    for name, instrument in (("anxiety", measures.ECR_ANXIETY), ("avoidance", measures.ECR_AVOIDANCE)):
        brought = measures.ecr(np.concatenate([lab.now[f"{name}_disposition_{who}"] for who in "ab"]))
        seen = instrument.read(measures.ecr(np.concatenate([lab.now[f"{name}_{who}"] for who in "ab"])), rng)
        drawn[name] = {"brought along": brought, "found": seen}
        for what, of in (("mean", np.mean), ("sd", np.std)):
            norm = getattr(NORM, f"{name}_{what}")
            figures.append(measured(lab, f"disposition, {name}: {what}", len(brought),
                                 lambda i, of=of, x=brought: of(x[i]), 300, at_least=norm - 0.1, at_most=norm + 0.1,
                                 unit="ECR-R"))  # fmt: skip
            figures.append(measured(lab, f"found, {name}: {what}", len(seen), lambda i, of=of, x=seen: of(x[i]), 300,
                                    unit="ECR-R"))  # fmt: skip
    return Study(
        "E15", "Attachment norms", "anxiety 3.56 (sd 1.12), avoidance 2.92 (sd 1.19)",
        "dispositions within 0.1 of each, by construction", 2 * lab.size, 300, tuple(figures),
        {"kind": "histogram", "what": "ECR-R", "groups": drawn, "of": "partners",
         "published": {"anxiety": NORM.anxiety_mean, "avoidance": NORM.avoidance_mean}},
    )  # fmt: skip


def e16(lab: Lab) -> Study:
    """Marital satisfaction in the community."""
    everyone, couples = lab.das.reshape(-1), lab.happy
    limit = lab.p.das_distressed
    return Study(
        "E16", "Satisfaction in a community", "DAS mean about 115 (sd 18); 15 to 30 % distressed (below 97)",
        "mean 110 to 120, sd 14 to 22, distressed .15 to .30", lab.size, 218,
        (
            measured(lab, "mean", len(everyone), lambda i: everyone[i].mean(), 218, at_least=110, at_most=120, scale=4,
                     unit="DAS"),
            measured(lab, "sd", len(everyone), lambda i: everyone[i].std(), 218, at_least=14, at_most=22, scale=2,
                     unit="DAS"),
            measured(lab, "distressed couples", lab.size, lambda i: (couples[i] < limit).mean(), 218, at_least=0.15,
                     at_most=0.30, scale=0.04, unit="share"),
        ),
        {"kind": "histogram", "what": "DAS, mean of both partners", "groups": {"couples": couples}, "limit": limit,
         "limit_is": "distressed below", "published": {"couples": 115.0}},
    )  # fmt: skip


def e17(lab: Lab) -> Study:
    """Attachment and satisfaction, each partner's own. The ECR-R asks about partners in general: the disposition, as in
    E15. What a relationship-specific questionnaire would find is given for information.
    """
    rng = lab.chance(22)
    happy = lab.das.T.reshape(-1)
    figures: list[Quantity] = []
    pictures = {}
    for name, instrument in (("anxiety", measures.ECR_ANXIETY), ("avoidance", measures.ECR_AVOIDANCE)):
        general, here = (
            instrument.read(measures.ecr(np.concatenate([lab.now[f"{name}{which}_{who}"] for who in "ab"])), rng)
            for which in ("_disposition", "")
        )
        pictures[name] = general
        figures.append(measured(lab, f"r({name}, satisfaction)", len(general), r(general, happy), 300, at_least=-0.5,
                             at_most=-0.2, scale=0.06))  # fmt: skip
        figures.append(measured(lab, f"r({name} in this relationship, satisfaction)", len(here), r(here, happy), 300))
    return Study(
        "E17", "Attachment and satisfaction", "anxiety and avoidance both negative, r -.2 to -.5", "both -.5 to -.2",
        2 * lab.size, 300, tuple(figures),
        {"kind": "scatter", "x": pictures, "y": happy, "what": ("ECR-R", "DAS"), "of": "partners"},
    )  # fmt: skip


def e25(lab: Lab) -> Study:
    """Cameron, Finnegan & Morry 2012, 242 studies: anxiety and avoidance in one person, as they are drawn."""
    anxious, avoidant = (
        np.concatenate([lab.now[f"{name}_disposition_{who}"] for who in "ab"]) for name in ("anxiety", "avoidance")
    )
    return Study(
        "E25", "Attachment in a person", "anxiety and avoidance correlate, more in the ECR-R (242 studies)",
        "r .30 to .55, by construction", len(anxious), 300,
        (measured(lab, "r(anxiety, avoidance)", len(anxious), r(anxious, avoidant), 300, at_least=0.30, at_most=0.55,
                  scale=0.05),),
        {"kind": "scatter", "x": measures.ecr(anxious), "y": measures.ecr(avoidant), "of": "partners",
         "what": ("anxiety, ECR-R", "avoidance, ECR-R")},
    )  # fmt: skip


def e26(lab: Lab) -> Study:
    """Li & Chan 2012, 73 studies: which of the two costs more, and which goes with conflict."""
    rng = lab.chance(23)
    happy = lab.das.T.reshape(-1)
    anxious, avoidant = (
        instrument.read(measures.ecr(np.concatenate([lab.now[f"{name}_disposition_{who}"] for who in "ab"])), rng)
        for name, instrument in (("anxiety", measures.ECR_ANXIETY), ("avoidance", measures.ECR_AVOIDANCE))
    )
    talk = lab.conflict
    conflict = np.concatenate([(talk[f"pursue_{who}"] + talk[f"withdraw_{who}"]).mean(0) for who in "ab"])
    by_anxiety, by_avoidance, quarrels = r(anxious, happy), r(avoidant, happy), r(anxious, conflict)
    return Study(
        "E26", "Which costs more",
        "avoidance costs satisfaction a little more; anxiety goes with conflict (73 studies)",
        "both r below 0, avoidance the lower one; r(anxiety, conflict) above 0", len(happy), 300,
        (
            measured(lab, "r(anxiety, satisfaction)", len(happy), by_anxiety, 300, at_most=0.0),
            measured(lab, "r(avoidance, satisfaction)", len(happy), by_avoidance, 300, at_most=0.0),
            measured(lab, "r(anxiety) less r(avoidance)", len(happy), lambda i: by_anxiety(i) - by_avoidance(i), 300,
                     at_least=0.0, scale=0.05),
            measured(lab, "r(anxiety, conflict)", len(happy), quarrels, 300, at_least=0.0),
        ),
        {"kind": "scatter", "x": {"anxiety": anxious, "avoidance": avoidant}, "y": happy, "what": ("ECR-R", "DAS"),
         "of": "partners"},
    )  # fmt: skip
