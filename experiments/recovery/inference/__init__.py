"""A couple's own values, inferred from what it does: anxiety, avoidance and felt security of each partner, the couple's
bond and hardship, from one conversation or several (needs the extra ``inference``).

``learn`` for a ``Setup`` once, ``infer`` any couple, and ``describe`` it in words or ``to_dict`` for JSON. The laws'
constants are taken as they are. Inference within the model, and no diagnosis.
"""

from experiments.recovery.inference.learning import Learned, learn
from experiments.recovery.inference.posterior import Estimate, Posterior, infer
from experiments.recovery.inference.setup import RANGES, VALUES, Setup
from experiments.recovery.inference.words import called, describe, to_dict

__all__ = [
    "RANGES",
    "VALUES",
    "Estimate",
    "Learned",
    "Posterior",
    "Setup",
    "called",
    "describe",
    "infer",
    "learn",
    "to_dict",
]  # fmt: skip
