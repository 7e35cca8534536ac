"""Where a couple's numbers stand in a night between couples, in rows of lanes."""

from sim.engines.lanes import TALLIED
from sim.model.outcomes import Outcomes
from sim.model.parameters import Parameters
from sim.model.ties.constants import TieConstants
from sim.model.ties.state import Circle, Shown, Standing

STANDING = TALLIED
OWN_ROWS = STANDING + len(Standing._fields)
"""Rows of a couple: its own, and how it stands."""
MORE = len(Standing._fields)

MIRRORED = 0
CONSTANTS = MIRRORED + 1
TIES = CONSTANTS + len(Parameters._fields)
KEY_0 = TIES + len(TieConstants._fields)
KEY_1, NUMBER = KEY_0 + 1, KEY_0 + 2
CIRCLE = NUMBER + 1
SHOWN = CIRCLE + len(Circle._fields)
READ = SHOWN + len(Shown._fields)
BESIDE_ROWS = READ + len(Outcomes._fields)
"""Rows beside it, and their number: the scenario's ``MIRRORED`` and constants, the constants of ties, the key of chance
and the couple's number; its circle, what it shows, and its outcomes."""
