"""Two partners' observed scores: which published model predicts the next turn, and what its numbers mean.

``read`` a file, ``study`` it, and have it ``told`` in words, ``plain`` for JSON, or drawn (``picture.draw``).
"""

from sim.analysis.fit.data import Series
from sim.analysis.fit.plain import plain
from sim.analysis.fit.reading import read
from sim.analysis.fit.study import Study, study
from sim.analysis.fit.words import told

__all__ = ["Series", "Study", "plain", "read", "study", "told"]
