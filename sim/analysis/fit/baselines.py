"""What a fit has to beat: each partner's mean, and each alone with inertia.

Inertia alone predicts feelings from turn to turn rather well; source: Kuppens, Allen & Sheeber (2010).
"""

import numpy as np

from sim.analysis.fit.equation import Equation, regressed
from sim.analysis.fit.laws import Alone, Mean
from sim.analysis.fit.least import solved


def mean(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """``W' = a``. Shapes as in ``gottman_murray``."""
    design = np.ones((len(mine), 1))
    return regressed(Mean, design, after, solved(design, after)[0])


def alone(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """``W' = a + r·W``. Shapes as in ``gottman_murray``."""
    design = np.stack([np.ones_like(mine), mine], 1)
    return regressed(Alone, design, after, solved(design, after)[0])
