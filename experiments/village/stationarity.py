"""With ties the community is still the one that questionnaires find: rows E15 to E19 of the evidence once more.

Asked as in ``experiments.evidence``, by the same questionnaires, of those who are together.
"""

import numpy as np

from experiments import measures
from experiments.evidence.lab import YEARS
from experiments.paired import Prediction
from experiments.population import NORM
from experiments.village.villages import Place, correlation, mean
from sim.community.results import Village
from sim.model.trajectory import STATE

STUDIED = 2
"""The place of the year in which the community is asked, the third."""


def asked(place: Place, village: Village, at: int, who: np.ndarray) -> np.ndarray:
    """Both partners' DAS as measured, (couples, 2), of some couples on a kept day."""
    true = np.stack([village.of(f"satisfaction_{partner}")[at, who] for partner in "ab"], 1)
    return measures.DAS.read(true, np.random.default_rng([village.couples.seed, 60 + at]))


def stationarity(place: Place) -> Prediction:
    """The rows, one figure each."""
    villages, p = place.fifteen, place.lab.p
    das = [asked(place, v, STUDIED, v.together[STUDIED]) for v in villages]
    couple = [each.mean(1) for each in das]

    def column(name: str) -> list[np.ndarray]:
        return [v.state[:, STATE.index(name)] for v in villages]

    figures = []
    for name in ("anxiety", "avoidance"):
        norm = getattr(NORM, f"{name}_mean")
        both = zip(*(column(f"{name}_disposition_{who}") for who in "ab"), strict=True)
        brought = [measures.ecr(np.concatenate(pair)) for pair in both]
        figures.append(place.found(f"E15 {name} brought along after 15 years, mean", brought, mean, at_least=norm - 0.1,
                                   at_most=norm + 0.1, unit="ECR-R"))  # fmt: skip
    pooled = np.concatenate
    figures += [
        place.found("E16 mean", couple, mean, at_least=110, at_most=120, unit="DAS"),
        place.found("E16 sd", das, lambda d: float(pooled(d).std()), at_least=14, at_most=22, unit="DAS"),
        place.found("E16 distressed", couple, lambda d: float((pooled(d) < p.das_distressed).mean()), at_least=0.15,
                    at_most=0.30, unit="share"),
    ]  # fmt: skip
    for name, instrument in (("anxiety", measures.ECR_ANXIETY), ("avoidance", measures.ECR_AVOIDANCE)):
        parts = []
        for village, seen in zip(villages, das, strict=True):
            here = village.together[STUDIED]
            start = [village.couples.start[here, STATE.index(f"{name}_disposition_{who}")] for who in "ab"]
            rng = np.random.default_rng([village.couples.seed, 70])
            parts.append(np.stack([instrument.read(measures.ecr(pooled(start)), rng), seen.T.reshape(-1)], 1))
        figures.append(place.found(f"E17 r({name}, satisfaction)", parts, correlation, at_least=-0.5, at_most=-0.2))
    years = {}
    for year in YEARS:
        years[year] = [asked(place, v, year - 1, v.ended == 0).mean(1) for v in villages]
    figures += [
        place.found(f"E18 mean of year {year} less year 1", [b - a for a, b in zip(years[1], years[year], strict=True)],
                    mean, at_least=-6, at_most=2, unit="DAS")
        for year in YEARS[1:]
    ]  # fmt: skip
    again = [np.stack(pair, 1) for pair in zip(years[1], years[4], strict=True)]
    figures.append(place.found("E18 test-retest over 3 years", again, correlation, at_least=0.5, at_most=0.9))
    hard = [np.stack([v.couples.start[v.together[STUDIED], -1], each], 1)
            for v, each in zip(villages, couple, strict=True)]  # fmt: skip
    figures.append(place.found("E19 r(hardship, satisfaction)", hard, correlation, at_least=-0.45, at_most=-0.12))
    return Prediction(
        "The community stays what it is",
        "With ties on, rows E15 to E19 of the evidence hold still: of those who are together in the third year, and "
        "over the years of those who have not ended.",
        tuple(figures),
    )
