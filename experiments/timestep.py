"""The same model in turns of another length: does anything depend on the six seconds?"""

from sim.model.parameters import Parameters
from sim.model.schedule import TURN_SECONDS

RELAXING = (
    "threat_pace", "comfort_pace", "arousal_rise", "arousal_fall", "softness_fade", "spark_fade", "need_growth",
    "need_met", "spark_rate",
)  # fmt: skip
"""Shares per turn: what is left after k turns is ``(1 - rate)^k``."""
ADDING = ("softening_rate", "security_rate", "bond_rate")
"""Small steps per turn, which add up."""


def retimed(p: Parameters, seconds: float) -> Parameters:
    """The constants for turns of ``seconds``, so that a minute does what it did.

    With ``k = seconds / 6``: a share per turn becomes ``1 - (1 - rate)^k``, inertia ``inertia^k``, a small step
    ``rate·k``; the noise on alarm is scaled so that the threat which follows it varies as before.
    """
    k = seconds / TURN_SECONDS
    new = {name: 1.0 - (1.0 - getattr(p, name)) ** k for name in RELAXING}
    new |= {name: getattr(p, name) * k for name in ADDING}
    new["inertia"] = p.inertia**k
    passed = p.threat_pace / (2.0 - p.threat_pace)
    new["noise"] = p.noise * (passed * (2.0 - new["threat_pace"]) / new["threat_pace"]) ** 0.5
    return p._replace(**new)
