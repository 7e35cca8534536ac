"""E18 to E20: satisfaction over the years, under stress, and between spouses."""

from itertools import pairwise

from experiments.evidence.community import r
from experiments.evidence.lab import YEARS, Lab, das_of, states
from experiments.evidence.quantity import Study, measured

HARDSHIPS = (0.0, 0.5, 1.0, 2.0, 4.0)
"""What life asks of the same couples, against the average couple's 1."""


def e18(lab: Lab) -> Study:
    """Karney & Bradbury 2020 and Bühler et al. 2021: most stay where they are, and fall a little."""
    seen = lab.years
    n = len(seen[YEARS[0]])
    couple = {year: das.mean(1) for year, das in seen.items()}
    figures = [
        measured(lab, f"mean, year {year} less year 1", n, lambda i, y=year: (couple[y] - couple[1])[i].mean(),
                 at_least=-6, at_most=2, scale=2, unit="DAS")
        for year in YEARS[1:]
    ]  # fmt: skip
    figures += [
        measured(lab, f"sd, year {year}", n, lambda i, y=year: seen[y][i].std(), at_least=14, at_most=21, scale=2,
                 unit="DAS")
        for year in YEARS
    ]  # fmt: skip
    figures.append(measured(lab, "test-retest over 3 years", n, r(couple[1], couple[4]), at_least=0.5, at_most=0.9))
    return Study(
        "E18", "The years", "flat for most, or slowly falling (165 samples)",
        "mean of years 2, 4, 8 within -6 to +2 of year 1, sd 14 to 21, test-retest over three years .5 to .9", n, 0,
        tuple(figures),
        {"kind": "lines", "what": ("", "DAS"), "at": [f"year {year}" for year in YEARS], "limit": lab.p.das_distressed,
         "limit_is": "distressed below", "lines": {"couples": list(couple.values())}},
    )  # fmt: skip


def e19(lab: Lab) -> Study:
    """Randall & Bodenmann 2009, 2017; Karney & Bradbury 1995: stress from outside."""
    people = range(min(lab.probes, lab.size))
    level = []
    for hardship in HARDSHIPS:
        made = [lab.met[i].change({"couple.hardship": hardship}) for i in people]
        rows = lab.run(made, 7, (made[0].days,)).days[0]
        level.append(das_of(states(rows), lab.p, lab.chance(70)).mean(1))
    steps = [
        measured(lab, f"hardship {low:g} less {high:g}, same couples", len(level[0]),
                 lambda i, k=k: (level[k] - level[k + 1])[i].mean(), at_least=0.0, scale=0.5, unit="DAS")
        for k, (low, high) in enumerate(pairwise(HARDSHIPS))
    ]  # fmt: skip
    hard = lab.now["hardship"]
    return Study(
        "E19", "Stress from outside",
        "goes with lower satisfaction", "r -.45 to -.12; more hardship, less satisfaction",
        lab.size, 300,
        (measured(lab, "r(hardship, satisfaction)", lab.size, r(hard, lab.happy), 300, at_least=-0.45, at_most=-0.12,
                  scale=0.06), *steps),
        {"kind": "bars", "what": "DAS after a year", "bars": {f"hardship {h:g}": das
                                                             for h, das in zip(HARDSHIPS, level, strict=True)}},
    )  # fmt: skip


def e20(lab: Lab) -> Study:
    """Acitelli 1997, 148 couples (public data): two satisfactions in one couple."""
    return Study(
        "E20", "Two in one couple", "r .62 between spouses' satisfaction (148 couples)", "r .50 to .75", lab.size, 148,
        (measured(lab, "r(a, b)", lab.size, r(lab.das[:, 0], lab.das[:, 1]), 148, at_least=0.50, at_most=0.75,
                  scale=0.05),),
        {"kind": "scatter", "x": lab.das[:, 0], "y": lab.das[:, 1], "what": ("DAS of a", "DAS of b")},
    )  # fmt: skip
