"""Every legal state, cue, chance and parameter, for Hypothesis to choose from."""

import random

from hypothesis import strategies as st

from sim.model.cues import CUES, FIELDS, NOTHING, Cues, Support
from sim.model.parameters import DEFAULTS, PARAMETERS, Parameters
from sim.model.state import SIZES, Couple, Fate, Luck, Partner

ULP = 1e-12
"""What rounding may add to a number near 1."""

HALF = ("need", "security", "anxiety", "avoidance", "anxiety_disposition", "avoidance_disposition", "standard")
CALM = Partner(**dict.fromkeys(Partner._fields, 0.0) | dict.fromkeys(HALF, 0.5) | {"softness": 0.05})
"""Nothing is the matter, and every trait is in the middle."""
ALONE = Support(*(0.0,) * len(Support._fields))

shares = st.floats(0.0, 1.0)
inner = st.floats(0.05, 0.95)
sizes = st.floats(0.0, 10.0)
noises = st.floats(-3.5, 3.5)


def _field(name: str):
    return sizes if name in SIZES else shares


def _cue(name: str):
    return sizes if CUES[name].trouble else shares


partners = st.tuples(*map(_field, Partner._fields)).map(lambda values: Partner(*values))
hardships = st.floats(0.0, 5.0)
couples = st.builds(Couple, partners, partners, shares, hardships)
supports = st.tuples(*map(_cue, Support._fields)).map(lambda values: Support(*values))
cues = st.tuples(*map(_cue, FIELDS.values())).map(lambda values: Cues(*values)) | st.just(NOTHING)
owners = shares.filter(lambda share: share != 0.5)
"""Whose trouble it is; a fraction of a word (``sim.model.chance``) is never one half."""
lucks = st.builds(Luck, noises, noises, shares, owners, shares)
fates = st.builds(Fate, shares, owners, shares)


def constants(seed: int) -> Parameters:
    """Every constant at one end of its range, at the other, or anywhere between."""
    choose = random.Random(seed)
    return Parameters(
        *(choose.choice((row.low, row.high, choose.uniform(row.low, row.high))) for row in PARAMETERS.values())
    )


extremes = st.integers(0, 2**32 - 1).map(constants)
parameters = st.just(DEFAULTS) | extremes


def legal(partner: Partner) -> bool:
    """Whether every field is where its meaning says."""
    values = partner._asdict()
    return all(value >= 0.0 for value in partner) and all(
        value <= 1.0 + ULP for name, value in values.items() if name not in SIZES
    )


def ordered(first: float, second: float) -> tuple[float, float]:
    """The smaller and the larger of two."""
    return min(first, second), max(first, second)


def rises(low: float, high: float) -> bool:
    """Not falling, but for rounding."""
    return low <= high + ULP * max(1.0, abs(low))
