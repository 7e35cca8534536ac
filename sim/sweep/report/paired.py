"""With less without, couple by couple on the same chance."""

import numpy as np
import pandas as pd

from sim.sweep.report.resampling import Draws, grouped, means_of, quantiles
from sim.sweep.report.results import Results

COLUMNS = ["outcome", "without", "with", "difference", "low", "high", "q05", "q95", "higher", "lower", "pairs"]


def paired(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome of a paired design, over all points; by parameter, see ``curves``, arm *difference*.

    ``difference`` is the mean of with less without on the same point and replicate, in the outcome's unit, with its
    95 % bootstrap interval; ``q05`` and ``q95`` hold nine in ten of the single differences; ``higher`` and ``lower``
    are the shares of couples whom it leaves higher, and lower.
    """
    rows = []
    for outcome in results.main if len(results.arms) == 2 else ():
        measures = results.measures(outcome)
        difference = measures["difference"]
        both = np.isfinite(difference)
        mean, under = grouped(difference, [np.arange(len(difference))], draws)
        low, high = quantiles(under, draws)
        single = difference[both]
        ends = np.quantile(single, (0.05, 0.95)) if len(single) else (np.nan, np.nan)
        sides = [np.nanmean(means_of(np.where(both, measures[arm], np.nan))) for arm in ("without", "with")]
        rows.append((outcome, *sides, mean[0], low[0], high[0], *ends, (single > 0).mean(), (single < 0).mean(),
                     len(single)))  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)
