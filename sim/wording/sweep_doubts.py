"""What a sweep does not say."""

import tomllib

import numpy as np
import pandas as pd

from sim.sweep.execution.manifest import SPEC
from sim.sweep.report.results import Results
from sim.sweep.report.sensitivity import METHODS
from sim.sweep.report.study import Study
from sim.sweep.report.tipping import SURE
from sim.wording.sweep_labels import Labels
from sim.wording.text import counted, listed

FEW = 20
"""Replicates below which bootstrap intervals come out too narrow: by some 3 % at 20, 11 % at 5 (``sqrt(1 - 1/R)``)."""
MUCH = 0.05
"""Chance left in point means beyond which it is said that it bends the indices."""

BENT = {
    "sobol": "Indices count it as interaction: first-order indices are too small by up to that share of themselves, "
             "total indices too large by up to that share of one.",
    "morris": "It makes effects look larger and more spread than they are.",
    "latin-hypercube": "It makes correlations look weaker than they are.",
}  # fmt: skip


def warnings(study: Study) -> list[str]:
    """Doubts that one must know before the answer: few replicates, failed runs, a prediction that came afterwards."""
    results = study.results
    return [*_replicates(results.spec.replicates), *_failed(results), *_changed(results)]


def doubts(study: Study, labels: Labels) -> list[str]:
    """Sentences: limits of the sample, of the replicates, of the design, and of any model."""
    results, tables = study.results, study.tables
    texts = [*warnings(study), *_left(results, labels, tables)]
    aside = [labels.outcome(name) for name in results.spec.outcomes if name not in results.spec.main]
    if aside:
        texts.append(f"Kept and not reported here: {listed(aside)}; they are in the table of runs.")
    indices = tables["indices"]
    if results.kind in METHODS and len(indices):
        ranked = indices[indices["tier"].notna()]
        tiers = ranked.groupby(["outcome", "arm"], sort=False)["tier"].nunique()
        flat = [_what(labels, outcome, arm) for (outcome, arm), count in tiers.items() if count == 1]
        if flat:
            texts.append(f"No parameter stands out for {listed(flat)}: all intervals overlap, so nothing is ranked.")
    if results.kind == "latin-hypercube":
        texts.append("Rank correlations see effects that only rise or only fall; a parameter whose effect turns can "
                    "have a correlation near zero and matter all the same.")  # fmt: skip
    if results.kind != "grid":
        texts.append("Tipping lines are drawn for grids only: a sample has no neighbouring levels to pass one half "
                    "between.")  # fmt: skip
    unsure = tables["tipping"]
    if len(unsure) and (unsure["found"] < SURE).any():
        texts.append(f"{int((unsure['found'] < SURE).sum())} of {len(unsure)} tipping values are not sure to be there: "
                    "fewer than 95 % of resamples pass one half near them.")  # fmt: skip
    texts.append("Intervals are about chance (and about which points were drawn, where they are a sample), not about "
                "constants that were held fixed, nor about couples outside these ranges. It is a model that was "
                "swept: what it says of couples is no better than its evidence.")  # fmt: skip
    return texts


def _what(labels: Labels, outcome: str, arm: str) -> str:
    return labels.outcome(outcome) + (f" ({labels.arm(arm)})" if arm else "")


def _replicates(replicates: int) -> list[str]:
    if replicates == 1:
        return ["With one replicate a point, chance and effect cannot be told apart: there is no noise share, and for "
                "a grid there are no intervals."]  # fmt: skip
    if replicates < FEW:
        return [f"{replicates} replicates are few: intervals over them come out too narrow, by about "
                f"{1 - (1 - 1 / replicates) ** 0.5:.0%}."]  # fmt: skip
    return []


def _failed(results: Results) -> list[str]:
    if not (count := results.failed):
        return []
    gone = int(np.any([counts == 0 for counts in results.completed.values()], axis=0).sum())
    text = f"{counted(count, 'run')} failed and {'are' if count > 1 else 'is'} left out of every mean"
    text += f"; {counted(gone, 'point')} had none that succeeded" if gone else ""
    if results.spec.block > 1 and gone:
        text += f", and their blocks of {results.spec.block} points are left out of the indices"
    return [f"{text}. If what makes a run fail also moves the outcome, the means are biased."]


def _changed(results: Results) -> list[str]:
    """A prediction that is not the one the sweep was begun with."""
    begun = tomllib.loads(str(results.manifest.get(SPEC, "")))
    now = results.spec.resolved
    words = [tables.get("about", {}).get("prediction") for tables in (begun, now)]
    forms = [tables.get("analysis", {}).get("predict", []) for tables in (begun, now)]
    if words[0] == words[1] and forms[0] == forms[1]:
        return []
    return ["The prediction is not the one that this sweep was begun with: it was changed afterwards, when the runs "
            "may have been known."]  # fmt: skip


def _left(results: Results, labels: Labels, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Chance that is left in point means, where indices are made of them."""
    if results.kind not in METHODS:
        return []
    rows = tables["noise"][tables["noise"]["in_means"] > MUCH]
    return [
        f"Chance is still {row.in_means:.0%} of the variance of the point means of "
        f"{_what(labels, row.outcome, row.arm)}. {BENT[results.kind]} More replicates would help."
        for row in rows.itertuples()
    ]  # fmt: skip
