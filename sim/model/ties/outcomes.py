"""What a village comes to, by name: the one table of its outcomes. ``community.outcomes`` works them out.

An outcome is of all couples, unless it is in ``OF_SOME``. Where there is nobody to ask (none together, none ended, none
to whom something comes), there is no number. Sources: Spanier (1976) for satisfaction; McDermott, Fowler & Christakis
(2013) for endings that cluster.
"""

import math
from typing import NamedTuple

from sim.model.outcomes import Outcome, outcome
from sim.model.registry import lines_of

_TOGETHER = "mean over those who are together"
_DAS = ("DAS points", 0.0, 151.0)


class VillageOutcomes(NamedTuple):
    """What a village comes to. To add an outcome, write its line here, and how it is worked out there."""

    satisfaction: float = outcome(_TOGETHER, "satisfaction", *_DAS)
    satisfaction_sd: float = outcome(
        "sd over those who are together", "spread of satisfaction", "DAS points", 0.0, 76.0
    )
    distressed: float = outcome("share of those who are together", "distressed", "share of couples")
    ended: float = outcome("share of all who began", "ended", "share of couples")
    support: float = outcome(_TOGETHER, "support to be had")
    burden: float = outcome(_TOGETHER, "burden", "alarm", 0.0, math.inf)
    commitment: float = outcome(_TOGETHER, "commitment")
    clustering: float = outcome(
        "P(ended | next to an ending) / P(ended)", "clustering of endings (1: none)", "ratio", 0.0, math.inf
    )
    satisfaction_some: float = outcome(_TOGETHER, "satisfaction of those to whom it comes", *_DAS)
    satisfaction_their_ties: float = outcome(_TOGETHER, "satisfaction of those tied to them", *_DAS)
    satisfaction_strangers: float = outcome(_TOGETHER, "satisfaction of strangers", *_DAS)


VILLAGE_OUTCOMES: dict[str, Outcome] = lines_of(VillageOutcomes)
"""Every outcome's line of the table, by name."""
OF_SOME = {"satisfaction_some": "some", "satisfaction_their_ties": "their-ties", "satisfaction_strangers": "strangers"}
"""The outcomes of a part of a village, where something comes to some couples only: of whom."""
OF_ANY = tuple(name for name in VILLAGE_OUTCOMES if name not in OF_SOME)
"""The outcomes that may be asked of all or of any part."""
