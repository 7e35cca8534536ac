"""A couple's own values, inferred from what it does: anxiety, avoidance and felt security of each partner, the couple's
bond and hardship, from one conversation or several (floor F6; needs the extra ``inference``).

``learn`` for a ``Setup`` once, ``infer`` any couple, and have it ``told`` in words or ``plain`` for JSON. The laws'
constants are taken as they are. Inference within the model, and no diagnosis.
"""

from experiments.recovery.inference.learning import Learned, learn
from experiments.recovery.inference.posterior import Estimate, Posterior, infer
from experiments.recovery.inference.setup import RANGES, VALUES, Setup
from experiments.recovery.inference.words import called, plain, told

__all__ = [
    "RANGES", "VALUES", "Estimate", "Learned", "Posterior", "Setup", "called", "infer", "learn", "plain", "told",
]  # fmt: skip
