"""What a night between couples does in their lanes, read from the laws of ``sim.model.ties``.

A couple's own rows are its state, the last cues and the tally, and after them how it stands. Beside them stands what is
the same for all, and what is shown, summed up, or recorded of each.
"""

from functools import partial
from typing import Any

from sim.community.layout import CIRCLE, CONSTANTS, KEY_0, KEY_1, MIRRORED, NUMBER, READ, SHOWN, STANDING, TIES
from sim.engines.lanes import TALLY, A, fields
from sim.engines.programs import BESIDE, COUPLE, DAY, ROOM, Program, flat, written
from sim.engines.symbols import Symbol, on_symbols, row, symbol, word
from sim.model.outcomes import Tally, read
from sim.model.parameters import Parameters
from sim.model.ties.beginning import alone
from sim.model.ties.constants import TieConstants
from sim.model.ties.night import burden_of_a, burden_of_b, lot, shown, stands
from sim.model.ties.state import Circle, Standing

own: Any = partial(row, ROOM)
beside: Any = partial(row, BESIDE)
_talk: Tally = fields(Tally, TALLY, own)
_standing: Standing = fields(Standing, STANDING, own)
_circle: Circle = fields(Circle, CIRCLE, beside)
_p: Parameters = fields(Parameters, CONSTANTS, beside)
_t: TieConstants = fields(TieConstants, TIES, beside)
_lots = on_symbols(lot)(DAY, *(word(BESIDE, at) for at in (NUMBER, KEY_0, KEY_1)), beside(MIRRORED))


def _night(name: str, all_together: bool) -> Program:
    """How a couple stands after the night, and its state; one that is over spends the night alone."""
    after = on_symbols(stands)(_standing, COUPLE, _circle, _lots, _p, _t)
    burden_a, burden_b = (on_symbols(law)(COUPLE, _circle, _t) for law in (burden_of_a, burden_of_b))
    couple = COUPLE._replace(a=COUPLE.a._replace(burden=burden_a), b=COUPLE.b._replace(burden=burden_b))
    state: tuple = flat(couple)
    if not all_together:
        here = _standing.together > 0.0
        over = flat(on_symbols(alone)(COUPLE, _p))
        state = tuple(one if one is other else Symbol("choose", here, one, symbol(other))
                      for one, other in zip(state, over, strict=True))  # fmt: skip
    return Program(name, (*written(A, state), *written(STANDING, after)))


SHOW = Program("show", tuple(written(SHOWN, on_symbols(shown)(COUPLE, _talk, _standing, _p, _t), BESIDE)))
"""What the others see of a couple in the evening."""
NIGHT_TOGETHER = _night("night_together", all_together=True)
NIGHT = _night("night", all_together=False)
"""A night of couples that are all together, and of any."""
READ_OFF = Program("read_off", tuple(written(READ, on_symbols(read)(COUPLE, _talk, _p), BESIDE)))
"""The outcomes of a couple."""
