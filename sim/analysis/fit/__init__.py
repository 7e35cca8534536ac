"""Two partners' observed scores: which published model predicts the next turn, and what its numbers mean.

``read`` a file, ``study`` it, ``to_dict`` for JSON; ``sim.wording.fit`` describes it and ``sim.plots.fit`` draws it.
"""

from sim.analysis.fit.data import Series
from sim.analysis.fit.reading import read
from sim.analysis.fit.serialization import to_dict
from sim.analysis.fit.study import Study, study

__all__ = ["Series", "Study", "read", "study", "to_dict"]
